-- The elements of an array written out as rows, in their order
-- kind: json and arrays
-- from: guides on normalising arrays: unnest … with ordinality

-- base
create table recipes (id serial primary key, steps text[] not null);

-- candidate
create table recipe_steps (
  recipe_id integer not null references recipes on delete cascade,
  place integer not null,
  step text,
  primary key (recipe_id, place)
);
--> statement-breakpoint
insert into recipe_steps (recipe_id, place, step)
select r.id, s.place, s.step from recipes r cross join unnest(r.steps) with ordinality as s (step, place);
