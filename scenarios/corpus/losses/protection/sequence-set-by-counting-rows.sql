-- A sequence set to the number of rows, which is lower than their highest key
-- kind: sequence behind its values
-- finds: protection/sequence-behind public.invoices.id at 1

-- base
create table invoices (id serial primary key, payee text not null);

-- candidate
select setval('invoices_id_seq', (select count(*) from invoices));
