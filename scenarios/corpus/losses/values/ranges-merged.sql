-- Ranges merged into one that also covers what lies between
-- kind: range cut
-- finds: survival/conversion-unproven public.bookings.days at 1

-- base
create table bookings (id serial primary key, days datemultirange not null);

-- candidate
alter table bookings alter column days type daterange using range_merge(days);
