-- Ranges of times cut to days
-- kind: range cut
-- finds: survival/values-altered public.bookings.lasts at 1

-- base
create table bookings (id serial primary key, lasts tsrange not null);

-- candidate
update bookings set lasts = tsrange(date_trunc('day', lower(lasts)), date_trunc('day', upper(lasts)), '[]');
