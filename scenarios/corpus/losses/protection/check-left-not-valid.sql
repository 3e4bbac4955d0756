-- A check made anew as NOT VALID, and never validated
-- kind: constraint left NOT VALID
-- warns: protection/constraint-not-validated public.accounts.sane at 1

-- base
create table accounts (id serial primary key, balance numeric(12,2) not null constraint sane check (balance >= 0));

-- candidate
alter table accounts drop constraint sane;
--> statement-breakpoint
alter table accounts add constraint sane check (balance >= 0) not valid;
