-- Rows deleted by a procedure that is called, by a statement that it puts together
-- kind: rows deleted out of sight
-- finds: survival/rows-lost public.invoices at 2

-- base
create table invoices (id serial primary key, paid boolean not null, amount numeric(10,2));

-- candidate
create procedure tidy(t regclass, condition text) language plpgsql as $$
begin
  execute 'delete from ' || t || ' where ' || condition;
end $$;
--> statement-breakpoint
call tidy('invoices', 'not paid');
