-- An enum column that becomes text
-- kind: enums
-- becomes: public.audit_events.event_type converted public.audit_events.event_type
-- from: 2witstudios/PageSpace: operation and event_type of the audit tables, USING …::text

-- base
create type event_kind as enum ('create', 'update', 'delete');
create table audit_events (id serial primary key, event_type event_kind not null, at timestamptz not null default now());

-- candidate
alter table audit_events alter column event_type type text using event_type::text;
--> statement-breakpoint
drop type event_kind;
