ALTER TABLE "users" ADD COLUMN "display_name" varchar(100);--> statement-breakpoint
CREATE INDEX "users_slack_user_id_index" ON "users" USING btree ("slack_user_id");