-- A trigger and its function dropped, whose column stays
-- kind: views and functions
-- from: rust-lang/crates.io, 2024-04-17-083100_remove-obsolete-fn

-- base
create table pages (id serial primary key, title text not null, touched timestamptz);
create function unused(a integer) returns integer language sql as 'select a';

-- candidate
drop function unused(integer);
