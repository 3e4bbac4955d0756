-- An enum made a number by the place of its labels, in a list that is not the type's
-- kind: enum remapped
-- finds: survival/conversion-unproven public.tasks.state at 1

-- base
create type state as enum ('draft', 'open', 'closed');
create table tasks (id serial primary key, state state not null);

-- candidate
alter table tasks alter column state type integer using array_position(array['open', 'draft', 'closed'], state::text);
