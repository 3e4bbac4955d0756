-- A sequence of the application's set back, and one dropped
-- kind: sequence behind its values
-- warns: protection/sequence-dropped public.old_no at 2
-- warns: protection/sequence-set-back public.invoice_no at 1

-- base
create table invoices (id integer primary key);
create sequence invoice_no;
select setval('invoice_no', 500);
create sequence old_no;

-- candidate
alter sequence invoice_no restart;
--> statement-breakpoint
drop sequence old_no;
