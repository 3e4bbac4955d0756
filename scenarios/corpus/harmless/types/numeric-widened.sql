-- A price with more digits on both sides
-- kind: types
-- becomes: public.usage.cost_usd converted public.usage.cost_usd
-- from: ding113/claude-code-hub: cost_usd numeric(10,8) to numeric(21,15)

-- base
create table usage (id serial primary key, cost_usd numeric(10,8) default 0, model text);

-- candidate
alter table usage alter column cost_usd set data type numeric(21,15);
