-- Comments on everything
-- kind: comments and grants
-- from: hashicorp/boundary: COMMENT ON with every table

-- base
create table targets (id serial primary key, address text not null);
create index targets_address on targets (address);

-- candidate
comment on table targets is 'What a session is opened to.';
--> statement-breakpoint
comment on column targets.address is 'A host, with a port or without.';
--> statement-breakpoint
comment on index targets_address is 'Read by the list of targets.';
