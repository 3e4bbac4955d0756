-- A document wrapped into a new column under a key
-- kind: json and arrays
-- from: concourse/concourse, 1537196857_add_team_roles: json_build_object('owner', auth), here beside the old one

-- base
create table teams (id serial primary key, name text not null, auth jsonb);

-- candidate
alter table teams add column roles jsonb;
--> statement-breakpoint
update teams set roles = jsonb_build_object('owner', auth) where auth is not null;
