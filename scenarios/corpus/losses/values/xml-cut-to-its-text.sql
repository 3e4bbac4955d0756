-- Documents cut to the text between their tags
-- kind: xml rewritten
-- finds: survival/values-altered public.feeds.doc at 1

-- base
create table feeds (id serial primary key, doc xml not null);

-- candidate
alter table feeds alter column doc type text using regexp_replace(doc::text, '<[^>]+>', '', 'g');
