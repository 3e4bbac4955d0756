-- A rule renamed, with the column that it names
-- kind: protection
-- becomes: public.audit.what renamed public.audit.event

-- base
create table audit (id integer primary key, what text);
create rule keep as on delete to audit where old.what is not null do instead nothing;

-- candidate
alter rule keep on audit rename to hold;
--> statement-breakpoint
alter table audit rename what to event;
