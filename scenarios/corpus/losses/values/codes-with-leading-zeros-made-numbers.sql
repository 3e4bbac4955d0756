-- Codes with leading zeros made numbers
-- kind: text to number
-- finds: survival/values-altered public.places.zip at 2
-- warns: protection/constraint-lost public.places.places_zip_check at 1

-- base
create table places (id serial primary key, zip text not null check (zip ~ '^[0-9]{5}$'));

-- candidate
alter table places drop constraint places_zip_check;
--> statement-breakpoint
alter table places alter column zip type integer using zip::integer;
