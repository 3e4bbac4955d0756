-- A label renamed, and an attribute added, deep within arrays and composites
-- kind: moved or rebuilt

-- base
create type mood as enum ('good', 'bad');
create type note as (mood mood, n int);
create table days (id int primary key, note note, notes note[], moods mood[]);

-- candidate
alter type mood rename value 'good' to 'fine';
--> statement-breakpoint
alter type note add attribute hint text;
