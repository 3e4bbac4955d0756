-- Sequences set behind the highest number after rows were loaded with numbers
-- kind: sequences
-- from: metabrainz/musicbrainz-server: setval(…, (SELECT MAX(id) …)), fifteen times

-- base
create table link_type (id serial primary key, name text not null);

-- candidate
select setval('link_type_id_seq', (select max(id) from link_type));
