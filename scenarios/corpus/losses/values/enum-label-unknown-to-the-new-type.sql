-- Texts made an enum, and "other" what it has no label for
-- kind: enum remapped
-- finds: survival/conversion-unproven public.leads.source at 2

-- base
create table leads (id serial primary key, source text not null);

-- candidate
create type source as enum ('web', 'fair', 'other');
--> statement-breakpoint
alter table leads alter column source type source
  using (case when source in ('web', 'fair') then source else 'other' end)::source;
