-- Long texts indexed
-- kind: only values at the edge stand in the way

-- base
create table notes (id serial primary key, body text, data jsonb);

-- candidate
create index on notes (body);
--> statement-breakpoint
create index on notes (lower(body));
--> statement-breakpoint
create index on notes (data);
