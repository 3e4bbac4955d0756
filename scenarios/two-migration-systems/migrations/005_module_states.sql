ALTER TABLE modules ADD CONSTRAINT modules_state_check CHECK (state IN ('draft', 'active', 'done'));
