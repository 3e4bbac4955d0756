-- Rows added, with and without a key
-- kind: added

-- base
create table log (at timestamptz not null, message text);
create table people (id integer primary key, name text);

-- candidate
insert into log values ('2031-01-01', 'never before'), ('2031-01-02', 'never before');
--> statement-breakpoint
insert into people values (-77001, 'Ada'), (-77002, 'Ada');
