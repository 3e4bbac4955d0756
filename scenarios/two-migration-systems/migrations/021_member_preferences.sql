ALTER TABLE members ADD COLUMN preferences jsonb NOT NULL DEFAULT '{}';
