-- An indexed varchar that becomes text
-- kind: types
-- becomes: public.sessions.id converted public.sessions.id
-- becomes: public.sessions.token converted public.sessions.token
-- from: Dokploy/dokploy: session.id and sessionToken to text

-- base
create table sessions (id varchar(64) primary key, token varchar(255) not null unique, expires timestamp not null);

-- candidate
alter table sessions alter column id set data type text;
--> statement-breakpoint
alter table sessions alter column token set data type text;
