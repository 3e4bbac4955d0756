-- json sent through jsonb and back
-- kind: json to jsonb
-- finds: survival/values-altered public.webhooks.body at 1

-- base
create table webhooks (id serial primary key, body json not null);

-- candidate
update webhooks set body = body::jsonb::json;
