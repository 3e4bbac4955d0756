-- Two names for one value, kept in step by a trigger while two releases run
-- kind: expand and contract
-- from: GitLab documentation, "Avoiding downtime in migrations": renaming columns

-- base
create table accounts (id serial primary key, org text, plan text not null);

-- candidate
alter table accounts add column company text;
--> statement-breakpoint
create function accounts_in_step() returns trigger language plpgsql as $$
begin
  new.company := coalesce(new.company, new.org);
  new.org := coalesce(new.org, new.company);
  return new;
end
$$;
--> statement-breakpoint
create trigger accounts_in_step before insert or update on accounts for each row execute function accounts_in_step();
--> statement-breakpoint
update accounts set company = org where company is null;
