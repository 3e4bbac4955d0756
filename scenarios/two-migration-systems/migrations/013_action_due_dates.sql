ALTER TABLE actions ADD COLUMN due_on date;
