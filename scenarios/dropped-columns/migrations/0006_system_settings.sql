CREATE TABLE "system_settings" (
	"id" serial PRIMARY KEY NOT NULL,
	"ai_provider" varchar(32) DEFAULT 'openai' NOT NULL,
	"ai_model" varchar(64) NOT NULL,
	"ai_temperature" real NOT NULL,
	"max_tokens" integer,
	"api_key_encrypted" "bytea",
	"epic_auto_update_enabled" boolean DEFAULT true NOT NULL,
	"meeting_sync_interval" interval DEFAULT '01:00:00' NOT NULL,
	"business_hours_start" time DEFAULT '09:00:00' NOT NULL,
	"business_hours_end" time DEFAULT '17:00:00' NOT NULL,
	"feature_flags" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"updated_by" integer,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "system_settings_ai_temperature_check" CHECK ("system_settings"."ai_temperature" BETWEEN 0 AND 2)
);
--> statement-breakpoint
ALTER TABLE "system_settings" ADD CONSTRAINT "system_settings_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;