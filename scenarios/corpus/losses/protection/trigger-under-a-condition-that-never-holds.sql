-- A trigger made anew under a condition that never holds
-- kind: trigger lost or disabled
-- warns: protection/trigger-changed public.accounts.keep at 1

-- base
create table accounts (id serial primary key, owner text not null);
create function keep() returns trigger language plpgsql as $$ begin raise exception 'not to be deleted'; end $$;
create trigger keep before delete on accounts for each row execute function keep();

-- candidate
create or replace trigger keep before delete on accounts for each row when (false) execute function keep();
