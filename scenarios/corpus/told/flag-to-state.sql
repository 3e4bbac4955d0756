-- A flag that becomes a state with a third label
-- kind: changed in place
-- finds: survival/conversion-unproven public.invites.accepted at 3
-- from: histories in which a flag was not enough

-- base
create table invites (id serial primary key, accepted boolean not null default false);

-- candidate
create type invite_state as enum ('open', 'accepted', 'refused');
--> statement-breakpoint
alter table invites alter column accepted drop default;
--> statement-breakpoint
alter table invites alter column accepted type invite_state
  using case when accepted then 'accepted' else 'open' end::invite_state;
