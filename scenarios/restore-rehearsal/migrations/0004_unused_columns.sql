ALTER TABLE "letters" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "letters" CASCADE;--> statement-breakpoint
ALTER TABLE "prescriptions" DROP CONSTRAINT "dose_positive";--> statement-breakpoint
ALTER TABLE "patients" DROP COLUMN "allergies";--> statement-breakpoint
ALTER TABLE "prescriptions" DROP COLUMN "dose";