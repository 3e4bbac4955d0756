-- An UPDATE within DO after a COMMIT, whose rows the server does not count
-- kind: moved or rebuilt
-- warns: history/transaction-control 0001_candidate at 2

-- base
create table jobs (id int primary key, name text not null);

-- candidate
alter table jobs add done boolean;
--> statement-breakpoint
commit;
--> statement-breakpoint
do $$ begin update jobs set done = false; perform pg_sleep(1.5); end $$;
