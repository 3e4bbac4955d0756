-- A reference turned into a table of pairs, and kept beside it
-- kind: split
-- from: ctrlplanedev/ctrlplane, 0182_rainy_changeling: a table of pairs between deployments and agents

-- base
create table agents (id serial primary key, name text not null);
create table deployments (id serial primary key, agent_id integer references agents, config jsonb not null default '{}');

-- candidate
create table deployment_agents (
  deployment_id integer not null references deployments on delete cascade,
  agent_id integer not null references agents on delete cascade,
  config jsonb default '{}' not null,
  primary key (deployment_id, agent_id)
);
--> statement-breakpoint
insert into deployment_agents (deployment_id, agent_id, config)
select id, agent_id, config from deployments where agent_id is not null
on conflict do nothing;
