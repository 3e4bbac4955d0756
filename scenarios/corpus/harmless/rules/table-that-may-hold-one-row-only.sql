-- A table that may hold one row only
-- kind: rules changed
-- becomes: public.settings.size renamed public.settings.width

-- base
create table settings (id boolean primary key default true check (id), title text not null, size integer);

-- candidate
alter table settings add column theme text;
--> statement-breakpoint
alter table settings rename column size to width;
