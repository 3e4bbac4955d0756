-- Texts as bytes
-- kind: checks and types that suit the values

-- base
create table o (id serial primary key, status text not null);

-- candidate
alter table o add column digest bytea;
--> statement-breakpoint
update o set digest = sha256(('x' || status)::bytea);
