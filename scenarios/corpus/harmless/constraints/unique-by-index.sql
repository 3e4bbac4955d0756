-- A unique constraint replaced by a unique index of the same columns
-- kind: constraints
-- warns: protection/constraint-lost public.accounts.accounts_email_key at 1
-- from: drizzle-kit: unique() against uniqueIndex()

-- base
create table accounts (id serial primary key, email text not null constraint accounts_email_key unique);

-- candidate
alter table accounts drop constraint accounts_email_key;
--> statement-breakpoint
create unique index accounts_email_unique on accounts (email);
