-- Defaults that change for new rows only
-- kind: defaults
-- from: ding113/claude-code-hub, 0115_breezy_polaris; 2witstudios/PageSpace, 0001_neat_wraith; without their UPDATE

-- base
create table settings (id serial primary key, site_title text not null default 'Claude Code Hub', model text default 'GLM-4.5');

-- candidate
alter table settings alter column site_title set default 'CC Hub';
--> statement-breakpoint
alter table settings alter column model set default 'glm-4.5-air';
