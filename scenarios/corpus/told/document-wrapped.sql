-- A document wrapped under a key, in place
-- kind: changed in place
-- finds: survival/values-altered public.teams.auth at 1
-- from: concourse/concourse, 1537196857_add_team_roles

-- base
create table teams (id serial primary key, name text not null, auth jsonb);

-- candidate
update teams set auth = jsonb_build_object('owner', auth) where auth is not null;
