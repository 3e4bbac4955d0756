-- What 022 to 026 say and production lacks. It may run on databases that have some or all of it.
CREATE TABLE IF NOT EXISTS action_comments (
  id serial PRIMARY KEY,
  action_id integer NOT NULL REFERENCES actions (id) ON DELETE CASCADE,
  author_id integer REFERENCES members (id) ON DELETE SET NULL,
  body text NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX IF NOT EXISTS action_comments_action_id_idx ON action_comments (action_id);

CREATE TABLE IF NOT EXISTS checkin_topics (
  id serial PRIMARY KEY,
  label text NOT NULL
);

ALTER TABLE checkins ADD COLUMN IF NOT EXISTS topic_id integer REFERENCES checkin_topics (id);

ALTER TABLE modules ADD COLUMN IF NOT EXISTS position integer NOT NULL DEFAULT 0;

CREATE INDEX IF NOT EXISTS modules_position_idx ON modules (team_id, position);

ALTER TABLE members ADD COLUMN IF NOT EXISTS deactivated_at timestamptz;

CREATE INDEX IF NOT EXISTS members_active_idx ON members (team_id) WHERE deactivated_at IS NULL;

ALTER TABLE actions ADD COLUMN IF NOT EXISTS priority smallint NOT NULL DEFAULT 2;

ALTER TABLE actions DROP CONSTRAINT IF EXISTS actions_priority_check;

ALTER TABLE actions ADD CONSTRAINT actions_priority_check CHECK (priority >= 1 AND priority <= 3);
