-- Lists in texts split at commas, which may stand inside
-- kind: array changed
-- finds: survival/conversion-unproven public.events.places at 1

-- base
create table events (id serial primary key, places text not null);

-- candidate
alter table events alter column places type text[] using string_to_array(places, ',');
