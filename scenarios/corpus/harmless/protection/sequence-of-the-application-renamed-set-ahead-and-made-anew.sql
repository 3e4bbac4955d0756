-- A sequence of the application's renamed, set ahead and made anew where it stood
-- kind: protection

-- base
create table invoices (id integer primary key);
create sequence invoice_no;
select setval('invoice_no', 500);
create sequence old_no;

-- candidate
alter sequence invoice_no rename to number;
--> statement-breakpoint
select setval('number', 700);
--> statement-breakpoint
drop sequence old_no;
--> statement-breakpoint
create sequence old_no;
