-- A part of addresses replaced wherever it stands
-- kind: text rewritten
-- finds: survival/values-altered public.links.url at 1

-- base
create table links (id serial primary key, url text not null);

-- candidate
update links set url = replace(url, 'http', 'https') where url like 'http%';
