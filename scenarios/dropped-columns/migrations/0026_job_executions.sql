CREATE TYPE "public"."job_status" AS ENUM('running', 'success', 'failed', 'cancelled');--> statement-breakpoint
CREATE TABLE "job_executions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"job_name" varchar(100) NOT NULL,
	"task_id" uuid,
	"status" "job_status" NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone,
	"duration_seconds" numeric(12, 6),
	"worker_host" "inet",
	"result_data" jsonb,
	"error_message" text,
	"retry_of" bigint,
	CONSTRAINT "job_executions_task_id_unique" UNIQUE("task_id")
);
--> statement-breakpoint
ALTER TABLE "job_executions" ADD CONSTRAINT "job_executions_retry_of_job_executions_id_fk" FOREIGN KEY ("retry_of") REFERENCES "public"."job_executions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "job_executions_name_started_index" ON "job_executions" USING btree ("job_name","started_at");