-- UNIQUE on duplicates
-- kind: fails on the rows that are there
-- finds: candidate/failed public.seats at 1
-- says: SQLSTATE 23505.*\d+ rows of public\.seats stand in the way.*\(row_label\)=\(A\)

-- base
create table seats (id serial primary key, row_label text not null check (row_label in ('A', 'B')));

-- candidate
alter table seats add constraint one_row unique (row_label);
