-- An amount written in cents beside the amount that stays
-- kind: types
-- from: shop histories: cents first, the old column with a later release

-- base
create table payments (id serial primary key, amount numeric(6,2) not null);

-- candidate
alter table payments add column amount_cents bigint;
--> statement-breakpoint
update payments set amount_cents = (amount * 100)::bigint where amount <> 'NaN';
