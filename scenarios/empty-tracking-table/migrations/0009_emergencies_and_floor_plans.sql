ALTER TYPE "public"."priority" ADD VALUE 'emergency';--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "floor_plan" jsonb;