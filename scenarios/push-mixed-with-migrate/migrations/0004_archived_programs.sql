ALTER TABLE "programs" ADD COLUMN "archived_on" date;--> statement-breakpoint
CREATE INDEX "sessions_starts_at_idx" ON "sessions" USING btree ("starts_at");