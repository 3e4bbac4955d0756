-- Settings merged: those that are missing are inserted, none is changed
-- kind: tables
-- needs: 15
-- from: PostgreSQL documentation, MERGE: WHEN NOT MATCHED THEN INSERT

-- base
create table users (id serial primary key, name text not null);
create table preferences (user_id integer primary key references users on delete cascade, theme text not null default 'light');

-- candidate
merge into preferences p
using users u on p.user_id = u.id
when not matched then insert (user_id) values (u.id);
