ALTER TABLE actions ADD COLUMN priority smallint NOT NULL DEFAULT 2;

ALTER TABLE actions ADD CONSTRAINT actions_priority_check CHECK (priority >= 1 AND priority <= 3);
