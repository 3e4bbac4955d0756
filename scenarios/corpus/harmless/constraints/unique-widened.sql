-- A unique constraint that another column joins
-- kind: constraints
-- warns: protection/constraint-lost public.crate_owners.owner_unique at 2
-- from: rust-lang/crates.io, 20150818112907: unique by owner and kind of owner

-- base
create table crate_owners (
  id serial primary key,
  crate_id integer not null,
  owner_id integer not null,
  owner_kind integer not null default 0,
  constraint owner_unique unique (crate_id, owner_id)
);

-- candidate
alter table crate_owners add constraint owner_unique_by_kind unique (owner_id, crate_id, owner_kind);
--> statement-breakpoint
alter table crate_owners drop constraint owner_unique;
