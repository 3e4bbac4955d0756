CREATE TABLE "backfill_progress" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"job_name" varchar(100) NOT NULL,
	"cursor" text,
	"processed" bigint DEFAULT 0 NOT NULL,
	"total" bigint,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "backfill_progress_job_name_unique" UNIQUE("job_name")
);
