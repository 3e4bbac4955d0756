ALTER TABLE "invoice_lines" ALTER COLUMN "amount" SET DATA TYPE numeric(12, 2);--> statement-breakpoint
ALTER TABLE "payments" ALTER COLUMN "amount" SET DATA TYPE numeric(12, 2);--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_in_order" CHECK ("leases"."ends_on" IS NULL OR "leases"."ends_on" >= "leases"."starts_on");