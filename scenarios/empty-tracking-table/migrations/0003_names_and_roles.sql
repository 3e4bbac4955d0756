CREATE TYPE "public"."role" AS ENUM('owner', 'manager', 'tenant');--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "display_name" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "role" "role" DEFAULT 'tenant' NOT NULL;