ALTER TABLE modules ADD COLUMN position integer NOT NULL DEFAULT 0;

CREATE INDEX modules_position_idx ON modules (team_id, position);
