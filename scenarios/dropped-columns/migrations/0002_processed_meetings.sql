CREATE TABLE "processed_meetings" (
	"id" serial PRIMARY KEY NOT NULL,
	"fireflies_id" varchar(64) NOT NULL,
	"title" varchar(255) NOT NULL,
	"project_key" varchar(50),
	"organizer_id" integer,
	"meeting_date" timestamp with time zone NOT NULL,
	"duration" interval,
	"transcript" text,
	"audio_url" text,
	"summary" text,
	"action_items" jsonb,
	"participants" text[] DEFAULT '{}'::text[] NOT NULL,
	"confidence" double precision,
	"success" boolean DEFAULT true NOT NULL,
	"error_message" text,
	"processed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "processed_meetings_fireflies_id_unique" UNIQUE("fireflies_id"),
	CONSTRAINT "processed_meetings_confidence_check" CHECK ("processed_meetings"."confidence" BETWEEN 0 AND 1)
);
--> statement-breakpoint
ALTER TABLE "todo_items" ADD COLUMN "source_meeting_id" integer;--> statement-breakpoint
ALTER TABLE "processed_meetings" ADD CONSTRAINT "processed_meetings_project_key_projects_key_fk" FOREIGN KEY ("project_key") REFERENCES "public"."projects"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "processed_meetings" ADD CONSTRAINT "processed_meetings_organizer_id_users_id_fk" FOREIGN KEY ("organizer_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "processed_meetings_project_date_index" ON "processed_meetings" USING btree ("project_key","meeting_date" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "todo_items" ADD CONSTRAINT "todo_items_source_meeting_id_processed_meetings_id_fk" FOREIGN KEY ("source_meeting_id") REFERENCES "public"."processed_meetings"("id") ON DELETE set null ON UPDATE no action;