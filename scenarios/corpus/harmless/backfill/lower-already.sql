-- Logins put in lower case that a CHECK already keeps so
-- kind: backfill
-- warns: coverage/statement-without-effect 0001_candidate at 1
-- from: rust-lang/crates.io, 2017-11-12-195324_lower_teams_names

-- base
create table teams (id serial primary key, login text not null check (login = lower(login)));

-- candidate
update teams set login = lower(login);
--> statement-breakpoint
alter table teams add constraint teams_login_lowercase check (login = lower(login));
