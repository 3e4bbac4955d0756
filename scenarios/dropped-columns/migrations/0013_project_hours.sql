ALTER TABLE "projects" ADD COLUMN "total_hours" numeric(10, 2) DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "cumulative_hours" numeric(10, 2) DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "retainer_hours" numeric(10, 2) DEFAULT '0' NOT NULL;