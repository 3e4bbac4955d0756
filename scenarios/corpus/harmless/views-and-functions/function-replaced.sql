-- A function dropped and made again, parallel safe
-- kind: views and functions
-- from: rust-lang/crates.io, 2023-08-13-175220

-- base
create function major(version text) returns integer language sql immutable as
  $$ select nullif(regexp_replace(split_part(version, '.', 1), '\D', '', 'g'), '')::numeric::integer $$;
create table releases (id serial primary key, num text not null);

-- candidate
drop function major(text);
--> statement-breakpoint
create function major(version text) returns numeric language sql immutable parallel safe as
  $$ select nullif(regexp_replace(split_part(version, '.', 1), '\D', '', 'g'), '')::numeric $$;
