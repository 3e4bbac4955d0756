-- A lookup row inserted with a literal id
-- kind: added

-- base
create table roles (id integer primary key, label text not null unique);

-- candidate
insert into roles (id, label) values (1, 'admin'), (7, 'guest');
