-- A sequence that feeds a numeric column set back
-- kind: sequence behind its values
-- finds: protection/sequence-behind public.bills.id at 1

-- base
create sequence bill_no;
create table bills (id numeric primary key default nextval('bill_no') check (id between 1 and 1000 and id = trunc(id)), payee text);

-- candidate
alter sequence bill_no restart;
