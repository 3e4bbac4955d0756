CREATE TABLE actions (
  id serial PRIMARY KEY,
  module_id integer NOT NULL REFERENCES modules (id) ON DELETE CASCADE,
  owner_id integer REFERENCES members (id) ON DELETE SET NULL,
  title text NOT NULL,
  done boolean NOT NULL DEFAULT false
);
