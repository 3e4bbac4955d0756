CREATE TABLE action_comments (
  id serial PRIMARY KEY,
  action_id integer NOT NULL REFERENCES actions (id) ON DELETE CASCADE,
  author_id integer REFERENCES members (id) ON DELETE SET NULL,
  body text NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX action_comments_action_id_idx ON action_comments (action_id);
