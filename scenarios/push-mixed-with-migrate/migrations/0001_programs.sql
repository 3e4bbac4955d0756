CREATE TABLE "programs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"coach_id" uuid NOT NULL,
	"title" text NOT NULL,
	"weeks" integer DEFAULT 6 NOT NULL,
	"starts_on" date
);
--> statement-breakpoint
ALTER TABLE "programs" ADD CONSTRAINT "programs_coach_id_people_id_fk" FOREIGN KEY ("coach_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;