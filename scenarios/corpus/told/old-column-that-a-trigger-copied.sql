-- A column dropped that a trigger of before had copied to the new one
-- kind: moved
-- finds: protection/trigger-lost public.accounts.in_step at 1
-- finds: survival/column-lost public.accounts.org at 3
-- from: GitLab documentation, "Avoiding downtime in migrations": the clean-up after a rename

-- base
create table accounts (id serial primary key, org text, company text);
create function in_step() returns trigger language plpgsql as 'begin new.company := new.org; return new; end';
create trigger in_step before insert or update on accounts for each row execute function in_step();

-- candidate
drop trigger in_step on accounts;
--> statement-breakpoint
drop function in_step();
--> statement-breakpoint
alter table accounts drop column org;
