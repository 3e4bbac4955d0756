CREATE TABLE "escalation_preferences" (
	"id" serial PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"enable_channel_escalation" boolean DEFAULT false NOT NULL,
	"enable_github_escalation" boolean DEFAULT false NOT NULL,
	"dm_threshold" interval DEFAULT '3 days' NOT NULL,
	"channel_threshold" interval DEFAULT '5 days' NOT NULL,
	"quiet_from" time,
	"quiet_until" time,
	"channels" text[] DEFAULT '{}'::text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "escalation_preferences_user_id_unique" UNIQUE("user_id")
);
--> statement-breakpoint
CREATE TABLE "escalation_history" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"insight_id" uuid NOT NULL,
	"escalation_level" smallint NOT NULL,
	"target" varchar(255) NOT NULL,
	"message_sent" text NOT NULL,
	"success" boolean DEFAULT true NOT NULL,
	"error_message" text,
	"metadata" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "escalation_history_level_check" CHECK ("escalation_history"."escalation_level" IN (1, 2, 3))
);
--> statement-breakpoint
ALTER TABLE "escalation_preferences" ADD CONSTRAINT "escalation_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalation_history" ADD CONSTRAINT "escalation_history_insight_id_proactive_insights_id_fk" FOREIGN KEY ("insight_id") REFERENCES "public"."proactive_insights"("id") ON DELETE cascade ON UPDATE no action;