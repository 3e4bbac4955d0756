-- A row of settings with a document
-- kind: lookup rows
-- from: documenso/documenso, 20240222230604_add_site_banner_to_site_settings

-- base
create table site_settings (id text primary key, enabled boolean not null, data jsonb not null);

-- candidate
insert into site_settings (id, enabled, data)
values ('site.banner.of.the.new.release', false, jsonb_build_object('content', 'A banner', 'color', '#000000'));
