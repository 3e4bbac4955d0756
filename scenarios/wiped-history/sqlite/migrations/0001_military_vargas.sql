CREATE TABLE `projects` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`line_id` integer NOT NULL,
	`title` text NOT NULL,
	FOREIGN KEY (`line_id`) REFERENCES `business_lines`(`id`) ON UPDATE no action ON DELETE no action
);
