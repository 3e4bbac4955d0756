-- All of a table's triggers disabled for an import
-- kind: trigger lost or disabled
-- finds: protection/trigger-disabled public.accounts.keep at 1

-- base
create table accounts (id serial primary key, owner text not null);
create function keep() returns trigger language plpgsql as $$ begin raise exception 'not to be deleted'; end $$;
create trigger keep before delete on accounts for each row execute function keep();

-- candidate
alter table accounts disable trigger user;
--> statement-breakpoint
insert into accounts (owner) values ('system');
