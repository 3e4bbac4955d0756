-- Points of which one coordinate is kept
-- kind: address cut
-- finds: survival/values-altered public.pins.at at 1

-- base
create table pins (id serial primary key, at point not null);

-- candidate
update pins set at = point(at[0], at[0]);
