-- A function made, called for its rows, and dropped
-- kind: tables
-- from: backfills written as a function for one migration

-- base
create table words (id serial primary key, word text not null);

-- candidate
alter table words add column backwards text;
--> statement-breakpoint
create function turn_words() returns void language sql as 'update words set backwards = reverse(word)';
--> statement-breakpoint
select turn_words();
--> statement-breakpoint
drop function turn_words();
