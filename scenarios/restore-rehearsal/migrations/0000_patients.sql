CREATE TYPE "public"."severity" AS ENUM('mild', 'severe', 'life-threatening');--> statement-breakpoint
CREATE TABLE "patients" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "patients_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" varchar(120) NOT NULL,
	"born" date NOT NULL,
	"phone" text,
	"allergies" jsonb,
	"worst" "severity",
	"searched" text GENERATED ALWAYS AS (lower(name)) STORED
);
--> statement-breakpoint
CREATE INDEX "patients_searched" ON "patients" USING btree ("searched");