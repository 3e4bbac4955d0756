-- A table renamed with its key, its indexes, its references and its trigger
-- kind: expand and contract
-- from: 2witstudios/PageSpace, agent_sessions to agent_workspaces

-- base
create table drives (id serial primary key, name text not null);
create table agent_sessions (
  id serial primary key,
  drive_id integer not null constraint agent_sessions_drive_id_drives_id_fk references drives on delete cascade,
  status text
);
create index agent_sessions_drive_id_idx on agent_sessions (drive_id);
create function agent_sessions_note() returns trigger language plpgsql as 'begin return new; end';
create trigger agent_sessions_noted after update on agent_sessions for each row execute function agent_sessions_note();

-- candidate
alter table agent_sessions rename to agent_workspaces;
--> statement-breakpoint
alter index agent_sessions_pkey rename to agent_workspaces_pkey;
--> statement-breakpoint
alter index agent_sessions_drive_id_idx rename to agent_workspaces_drive_id_idx;
--> statement-breakpoint
alter table agent_workspaces rename constraint agent_sessions_drive_id_drives_id_fk to agent_workspaces_drive_id_drives_id_fk;
--> statement-breakpoint
alter function agent_sessions_note() rename to agent_workspaces_note;
--> statement-breakpoint
alter trigger agent_sessions_noted on agent_workspaces rename to agent_workspaces_noted;
--> statement-breakpoint
alter sequence agent_sessions_id_seq rename to agent_workspaces_id_seq;
