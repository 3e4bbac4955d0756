-- Texts cut, so that an index takes them
-- kind: text cut
-- finds: survival/values-altered public.links.url at 1

-- base
create table links (id serial primary key, url text not null);

-- candidate
update links set url = substr(url, 1, 100) where length(url) > 100;
--> statement-breakpoint
create index links_url on links (url);
