-- Grants given on tables and on what is made later
-- kind: comments and grants
-- from: Supabase projects: GRANT and ALTER DEFAULT PRIVILEGES

-- base
create table reports (id serial primary key, title text not null);

-- candidate
grant select on reports to public;
--> statement-breakpoint
alter default privileges in schema public grant select on tables to public;
