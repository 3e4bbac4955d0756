-- A parent rebuilt, with the reference of its children made anew
-- kind: rebuild
-- from: rebuilds of tables that others point at

-- base
create table albums (id integer primary key, title text not null);
create table songs (id serial primary key, album_id integer not null constraint songs_album_fk references albums on delete cascade, name text);

-- candidate
create table albums_new (id integer primary key, title text not null, year integer);
--> statement-breakpoint
insert into albums_new (id, title) select id, title from albums;
--> statement-breakpoint
alter table songs drop constraint songs_album_fk;
--> statement-breakpoint
drop table albums;
--> statement-breakpoint
alter table albums_new rename to albums;
--> statement-breakpoint
alter table songs add constraint songs_album_fk foreign key (album_id) references albums (id) on delete cascade;
