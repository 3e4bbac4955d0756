ALTER TABLE teams ADD CONSTRAINT teams_slug_unique UNIQUE (slug);
