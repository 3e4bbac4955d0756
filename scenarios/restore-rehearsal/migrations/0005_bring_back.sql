CREATE TABLE "letters" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"patient_id" bigint NOT NULL,
	"scan" "bytea" NOT NULL,
	"received" date NOT NULL
);
--> statement-breakpoint
ALTER TABLE "patients" ADD COLUMN "allergies" jsonb;--> statement-breakpoint
ALTER TABLE "prescriptions" ADD COLUMN "dose" numeric(12, 4);--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prescriptions" ADD CONSTRAINT "dose_positive" CHECK ("prescriptions"."dose" > 0);