ALTER TABLE "leases" ADD COLUMN "deposit" numeric(10, 2);--> statement-breakpoint
CREATE INDEX "leases_unit_idx" ON "leases" USING btree ("unit_id","starts_on");