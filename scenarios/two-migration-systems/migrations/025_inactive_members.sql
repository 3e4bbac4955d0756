ALTER TABLE members ADD COLUMN deactivated_at timestamptz;

CREATE INDEX members_active_idx ON members (team_id) WHERE deactivated_at IS NULL;
