-- People sign in by their address however they write it.
UPDATE "accounts" SET "email" = lower("email");
--> statement-breakpoint
-- A project may have several people soon; who leads it stands in a table of its own.
CREATE TABLE "project_leads" (
	"project_id" integer PRIMARY KEY REFERENCES "projects" ("id"),
	"name" text NOT NULL
);
--> statement-breakpoint
INSERT INTO "project_leads" SELECT "id", "lead" FROM "projects" WHERE "lead" IS NOT NULL;
--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "lead";
--> statement-breakpoint
-- Nobody can use them any more.
DELETE FROM "sessions" WHERE "expires_at" < '2026-01-01';
--> statement-breakpoint
-- The numbers up to 1000000 go to another system; accounts follow by their foreign key.
ALTER TABLE "regions" DROP CONSTRAINT "regions_id_check";
--> statement-breakpoint
UPDATE "regions" SET "id" = "id" + 1000000;
--> statement-breakpoint
-- Amounts were typed in as text, with a comma.
ALTER TABLE "invoices" DROP CONSTRAINT "invoices_amount_check";
--> statement-breakpoint
ALTER TABLE "invoices" ALTER COLUMN "amount" TYPE numeric(10, 2) USING replace("amount", ',', '.')::numeric;
