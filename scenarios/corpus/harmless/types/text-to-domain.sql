-- A text column that takes a domain with a check which every value passes
-- kind: types
-- becomes: public.keys.label converted public.keys.label
-- from: hashicorp/boundary: key_id to kms_private_id and the like

-- base
create table keys (id serial primary key, label text not null check (length(label) < 5000));

-- candidate
create domain key_label as text check (length(value) < 5000);
--> statement-breakpoint
alter table keys alter column label type key_label;
