-- A restrictive policy, and a policy renamed
-- kind: protection

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);

-- candidate
create policy short on notes as restrictive using (length(body) < 10);
--> statement-breakpoint
alter policy own on notes rename to mine;
