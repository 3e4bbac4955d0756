ALTER TABLE module_progress ADD CONSTRAINT module_progress_percent_check CHECK (percent >= 0 AND percent <= 100);
