-- A label renamed, which every row follows
-- kind: enums
-- from: 2witstudios/PageSpace: ALTER TYPE "PageType" RENAME VALUE 'TERMINAL' TO 'MACHINE'

-- base
create type page_type as enum ('FOLDER', 'DOCUMENT', 'TERMINAL');
create table pages (id serial primary key, title text not null, type page_type not null);

-- candidate
alter type page_type rename value 'TERMINAL' to 'MACHINE';
