CREATE TABLE modules (
  id serial PRIMARY KEY,
  team_id integer NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  title text NOT NULL,
  state text NOT NULL DEFAULT 'draft'
);
