CREATE TABLE "action_comments" (
	"id" serial PRIMARY KEY NOT NULL,
	"action_id" integer NOT NULL,
	"author_id" integer,
	"body" text NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checkin_topics" (
	"id" serial PRIMARY KEY NOT NULL,
	"label" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "actions" ADD COLUMN "priority" smallint DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "checkins" ADD COLUMN "topic_id" integer;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "deactivated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "modules" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "action_comments" ADD CONSTRAINT "action_comments_action_id_actions_id_fk" FOREIGN KEY ("action_id") REFERENCES "public"."actions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_comments" ADD CONSTRAINT "action_comments_author_id_members_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."members"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "action_comments_action_id_idx" ON "action_comments" USING btree ("action_id");--> statement-breakpoint
ALTER TABLE "checkins" ADD CONSTRAINT "checkins_topic_id_checkin_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."checkin_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "members_active_idx" ON "members" USING btree ("team_id") WHERE "members"."deactivated_at" IS NULL;--> statement-breakpoint
CREATE INDEX "modules_position_idx" ON "modules" USING btree ("team_id","position");--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_priority_check" CHECK ("actions"."priority" >= 1 AND "actions"."priority" <= 3);