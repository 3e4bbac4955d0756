-- Documents taken apart into columns for the keys that somebody knew, and dropped
-- kind: jsonb rewritten
-- finds: survival/column-lost public.profiles.doc at 3

-- base
create table profiles (id serial primary key, doc jsonb not null);

-- candidate
alter table profiles add column city text, add column phone text;
--> statement-breakpoint
update profiles set city = doc ->> 'city', phone = doc ->> 'phone';
--> statement-breakpoint
alter table profiles drop column doc;
