ALTER TABLE "projects" ADD COLUMN "description" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "lead" varchar(255);--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "start_date" date;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "launch_date" date;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "total_hours" numeric(10, 2) DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "cumulative_hours" numeric(10, 2) DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "retainer_hours" numeric(10, 2) DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "project_work_type" varchar(50) DEFAULT 'project-based' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "weekly_meeting_day" varchar(20);--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "send_meeting_emails" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "show_budget_tab" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "todo_items" ADD COLUMN "source" varchar(50);