CREATE TABLE "activities" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"target" jsonb
);
--> statement-breakpoint
CREATE TABLE "results" (
	"activity_id" uuid NOT NULL,
	"athlete_id" uuid NOT NULL,
	"score" numeric(8, 2),
	CONSTRAINT "results_activity_id_athlete_id_pk" PRIMARY KEY("activity_id","athlete_id")
);
--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_athlete_id_people_id_fk" FOREIGN KEY ("athlete_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;