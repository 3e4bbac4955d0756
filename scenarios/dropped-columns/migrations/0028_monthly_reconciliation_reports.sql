CREATE TABLE "monthly_reconciliation_reports" (
	"id" serial PRIMARY KEY NOT NULL,
	"month_year" date NOT NULL,
	"total_projects" integer NOT NULL,
	"projects_over_budget" integer NOT NULL,
	"total_forecast_hours" numeric(10, 2) NOT NULL,
	"total_actual_hours" numeric(10, 2) NOT NULL,
	"total_variance_hours" numeric(10, 2) NOT NULL,
	"total_variance_pct" real,
	"file_path" varchar(500),
	"email_sent_to" text[],
	"report_data" jsonb NOT NULL,
	"generated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "monthly_reconciliation_reports_month_year_unique" UNIQUE("month_year")
);
