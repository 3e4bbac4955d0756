CREATE TYPE "public"."meeting_type" AS ENUM('standup', 'weekly_sync', 'kickoff', 'retrospective');--> statement-breakpoint
CREATE TYPE "public"."insight_severity" AS ENUM('info', 'warning', 'critical');--> statement-breakpoint
CREATE TABLE "meeting_metadata" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"meeting_title" varchar(500) NOT NULL,
	"normalized_title" varchar(500) NOT NULL,
	"project_key" varchar(50),
	"meeting_type" "meeting_type",
	"participants" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"recurrence_pattern" varchar(50),
	"confidence" real,
	"last_occurrence" timestamp with time zone,
	"next_expected" timestamp with time zone,
	"occurrence_count" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "proactive_insights" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" integer NOT NULL,
	"project_key" varchar(50),
	"insight_type" varchar(50) NOT NULL,
	"title" varchar(255) NOT NULL,
	"description" text NOT NULL,
	"severity" "insight_severity" NOT NULL,
	"metadata_json" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"dismissed_at" timestamp with time zone,
	"delivered_via_slack" timestamp with time zone,
	"delivered_via_email" timestamp with time zone,
	"action_taken" varchar(255)
);
--> statement-breakpoint
CREATE TABLE "user_notification_preferences" (
	"id" serial PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"daily_brief_slack" boolean DEFAULT true NOT NULL,
	"daily_brief_email" boolean DEFAULT false NOT NULL,
	"daily_brief_time" time DEFAULT '09:00:00' NOT NULL,
	"timezone" varchar(64),
	"budget_threshold_pct" smallint DEFAULT 75 NOT NULL,
	"stale_after" interval DEFAULT '3 days' NOT NULL,
	"muted_kinds" text[],
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_notification_preferences_user_id_unique" UNIQUE("user_id")
);
--> statement-breakpoint
ALTER TABLE "meeting_metadata" ADD CONSTRAINT "meeting_metadata_project_key_projects_key_fk" FOREIGN KEY ("project_key") REFERENCES "public"."projects"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proactive_insights" ADD CONSTRAINT "proactive_insights_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proactive_insights" ADD CONSTRAINT "proactive_insights_project_key_projects_key_fk" FOREIGN KEY ("project_key") REFERENCES "public"."projects"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_notification_preferences" ADD CONSTRAINT "user_notification_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;