-- A function made anew, which anybody may call again
-- kind: grants lost
-- warns: protection/grants-widened public.wipe at 2

-- base
create table people (id serial primary key, name text not null);
create function wipe() returns void language sql security definer as 'delete from people';
revoke all on function wipe() from public;

-- candidate
drop function wipe();
--> statement-breakpoint
create function wipe() returns void language sql security definer as 'delete from people where id > 0';
