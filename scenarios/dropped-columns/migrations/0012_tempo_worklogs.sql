CREATE TABLE "tempo_worklogs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tempo_worklog_id" integer NOT NULL,
	"project_key" varchar(50),
	"issue_key" varchar(50) NOT NULL,
	"epic_key" varchar(50),
	"user_id" integer,
	"author_account_id" varchar(128),
	"work_date" date NOT NULL,
	"time_spent_seconds" integer NOT NULL,
	"billable_seconds" integer DEFAULT 0 NOT NULL,
	"description" text,
	"raw" jsonb,
	"synced_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tempo_worklogs_tempo_worklog_id_unique" UNIQUE("tempo_worklog_id"),
	CONSTRAINT "tempo_worklogs_time_spent_check" CHECK ("tempo_worklogs"."time_spent_seconds" > 0)
);
--> statement-breakpoint
ALTER TABLE "tempo_worklogs" ADD CONSTRAINT "tempo_worklogs_project_key_projects_key_fk" FOREIGN KEY ("project_key") REFERENCES "public"."projects"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tempo_worklogs" ADD CONSTRAINT "tempo_worklogs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tempo_worklogs_project_date_index" ON "tempo_worklogs" USING btree ("project_key","work_date");