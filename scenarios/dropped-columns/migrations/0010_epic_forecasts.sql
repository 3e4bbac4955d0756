CREATE TABLE "epic_forecasts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_key" varchar(50) NOT NULL,
	"epic_name" varchar(255) NOT NULL,
	"epic_description" text,
	"be_integrations" boolean DEFAULT false NOT NULL,
	"custom_theme" boolean DEFAULT false NOT NULL,
	"custom_designs" boolean DEFAULT false NOT NULL,
	"ux_research" boolean DEFAULT false NOT NULL,
	"teams_selected" text[] NOT NULL,
	"estimated_months" integer NOT NULL,
	"start_date" date,
	"forecast_data" jsonb NOT NULL,
	"total_hours" double precision NOT NULL,
	"created_by" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "epic_forecasts_estimated_months_check" CHECK ("epic_forecasts"."estimated_months" > 0)
);
--> statement-breakpoint
ALTER TABLE "epic_forecasts" ADD CONSTRAINT "epic_forecasts_project_key_projects_key_fk" FOREIGN KEY ("project_key") REFERENCES "public"."projects"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "epic_forecasts" ADD CONSTRAINT "epic_forecasts_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;