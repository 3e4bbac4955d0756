ALTER TABLE `business_lines` RENAME TO `units`;--> statement-breakpoint
ALTER TABLE `projects` RENAME COLUMN `line_id` TO `unit_id`;
