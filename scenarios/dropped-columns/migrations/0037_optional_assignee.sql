ALTER TABLE "todo_items" ALTER COLUMN "assignee" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "system_settings" ALTER COLUMN "ai_temperature" SET DEFAULT 0.25;