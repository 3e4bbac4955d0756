-- An address that becomes a list of one, in place
-- kind: changed in place
-- finds: survival/conversion-unproven public.contacts.email at 1
-- from: PostgreSQL guides: USING array[email]

-- base
create table contacts (id serial primary key, email text not null);

-- candidate
alter table contacts alter column email type text[] using array[email];
