ALTER TABLE "projects" DROP COLUMN "description";--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "lead";--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "start_date";--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "launch_date";--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "total_hours";--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "cumulative_hours";--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "retainer_hours";--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "project_work_type";--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "weekly_meeting_day";--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "send_meeting_emails";--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "show_budget_tab";--> statement-breakpoint
ALTER TABLE "todo_items" DROP COLUMN "source";