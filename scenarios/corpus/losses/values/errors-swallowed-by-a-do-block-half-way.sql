-- A DO block that swallows the error of its second step, after the first
-- kind: errors swallowed
-- finds: survival/column-lost public.orders.total at 2
-- warns: coverage/statement-without-rows 0001_candidate at 2

-- base
create table orders (id serial primary key, total text not null);

-- candidate
alter table orders add column total_cents integer;
--> statement-breakpoint
do $$
begin
  begin
    update orders set total_cents = (total::numeric * 100)::integer;
  exception when others then raise notice 'some totals were not converted';
  end;
  alter table orders drop column total;
end $$;
