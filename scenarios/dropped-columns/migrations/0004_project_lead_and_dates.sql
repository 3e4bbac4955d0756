ALTER TABLE "projects" ADD COLUMN "lead" varchar(255);--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "start_date" date;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "launch_date" date;