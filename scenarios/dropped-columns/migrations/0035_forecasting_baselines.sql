CREATE TABLE "project_characteristics" (
	"id" serial PRIMARY KEY NOT NULL,
	"project_key" varchar(50) NOT NULL,
	"be_integrations" smallint DEFAULT 1 NOT NULL,
	"custom_theme" smallint DEFAULT 1 NOT NULL,
	"custom_designs" smallint DEFAULT 1 NOT NULL,
	"ux_research" smallint DEFAULT 1 NOT NULL,
	"project_oversight" smallint DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "project_characteristics_project_key_unique" UNIQUE("project_key"),
	CONSTRAINT "project_characteristics_be_integrations_check" CHECK ("project_characteristics"."be_integrations" BETWEEN 1 AND 5)
);
--> statement-breakpoint
CREATE TABLE "project_forecasting_config" (
	"project_key" varchar(50) PRIMARY KEY NOT NULL,
	"include_in_forecasting" boolean DEFAULT true NOT NULL,
	"forecasting_start_date" date,
	"forecasting_end_date" date,
	"project_type" varchar(50),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "characteristic_impact_baselines" (
	"id" serial PRIMARY KEY NOT NULL,
	"characteristic" varchar(50) NOT NULL,
	"level" smallint NOT NULL,
	"team" varchar(50) NOT NULL,
	"avg_impact_pct" double precision NOT NULL,
	"sample_size" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "characteristic_impact_baselines_key" UNIQUE("characteristic","level","team")
);
--> statement-breakpoint
CREATE TABLE "temporal_pattern_baselines" (
	"id" serial PRIMARY KEY NOT NULL,
	"timeline_start_pct" smallint NOT NULL,
	"timeline_end_pct" smallint NOT NULL,
	"team" varchar(50) NOT NULL,
	"work_pct" numeric(5, 2) NOT NULL,
	"sample_size" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "project_characteristics" ADD CONSTRAINT "project_characteristics_project_key_projects_key_fk" FOREIGN KEY ("project_key") REFERENCES "public"."projects"("key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_forecasting_config" ADD CONSTRAINT "project_forecasting_config_project_key_projects_key_fk" FOREIGN KEY ("project_key") REFERENCES "public"."projects"("key") ON DELETE cascade ON UPDATE no action;