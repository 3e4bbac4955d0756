CREATE TABLE "project_resource_mappings" (
	"id" serial PRIMARY KEY NOT NULL,
	"project_key" varchar(50) NOT NULL,
	"project_name" varchar(255),
	"slack_channel_ids" text[],
	"notion_page_ids" uuid[],
	"github_repos" text[],
	"jira_project_keys" varchar(50)[],
	"drive_folder_url" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "project_resource_mappings_project_key_unique" UNIQUE("project_key")
);
--> statement-breakpoint
CREATE TABLE "project_monthly_forecast" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "project_monthly_forecast_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"project_key" varchar(50) NOT NULL,
	"month_year" date NOT NULL,
	"forecasted_hours" numeric(10, 2) DEFAULT '0' NOT NULL,
	"actual_monthly_hours" numeric(10, 2) DEFAULT '0' NOT NULL,
	"variance" numeric(10, 2) GENERATED ALWAYS AS (actual_monthly_hours - forecasted_hours) STORED,
	"notes" text,
	"locked" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "project_monthly_forecast_project_month_key" UNIQUE("project_key","month_year")
);
--> statement-breakpoint
ALTER TABLE "project_resource_mappings" ADD CONSTRAINT "project_resource_mappings_project_key_projects_key_fk" FOREIGN KEY ("project_key") REFERENCES "public"."projects"("key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_monthly_forecast" ADD CONSTRAINT "project_monthly_forecast_project_key_projects_key_fk" FOREIGN KEY ("project_key") REFERENCES "public"."projects"("key") ON DELETE cascade ON UPDATE no action;