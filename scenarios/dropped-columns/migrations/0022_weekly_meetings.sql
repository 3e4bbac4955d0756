ALTER TABLE "projects" ADD COLUMN "weekly_meeting_day" varchar(20);--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "send_meeting_emails" boolean DEFAULT false NOT NULL;