CREATE TABLE "epic_baselines" (
	"id" serial PRIMARY KEY NOT NULL,
	"epic_category" varchar(100) NOT NULL,
	"median_hours" double precision NOT NULL,
	"mean_hours" double precision NOT NULL,
	"p75_hours" double precision NOT NULL,
	"p90_hours" double precision NOT NULL,
	"min_hours" double precision NOT NULL,
	"max_hours" double precision NOT NULL,
	"project_count" integer NOT NULL,
	"occurrence_count" integer NOT NULL,
	"coefficient_of_variation" real,
	"variance_level" varchar(10) NOT NULL,
	"last_updated" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "epic_baselines_epic_category_unique" UNIQUE("epic_category"),
	CONSTRAINT "epic_baselines_variance_level_check" CHECK ("epic_baselines"."variance_level" IN ('low', 'medium', 'high'))
);
--> statement-breakpoint
CREATE TABLE "epic_baseline_mappings" (
	"project_key" varchar(50) NOT NULL,
	"epic_key" varchar(50) NOT NULL,
	"epic_summary" text,
	"baseline_category" varchar(100) NOT NULL,
	"confidence_score" real,
	"created_by" varchar(20) DEFAULT 'ai' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "epic_baseline_mappings_project_key_epic_key_pk" PRIMARY KEY("project_key","epic_key")
);
--> statement-breakpoint
CREATE TABLE "epic_allocation_baselines" (
	"id" serial PRIMARY KEY NOT NULL,
	"epic_category" varchar(100) NOT NULL,
	"team" varchar(50) NOT NULL,
	"min_allocation_pct" real,
	"avg_allocation_pct" real NOT NULL,
	"max_allocation_pct" real,
	"std_dev" double precision,
	"sample_size" integer NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "epic_allocation_baselines_category_team_key" UNIQUE("epic_category","team")
);
--> statement-breakpoint
ALTER TABLE "epic_baseline_mappings" ADD CONSTRAINT "epic_baseline_mappings_project_key_projects_key_fk" FOREIGN KEY ("project_key") REFERENCES "public"."projects"("key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "epic_baseline_mappings" ADD CONSTRAINT "epic_baseline_mappings_baseline_category_epic_baselines_epic_category_fk" FOREIGN KEY ("baseline_category") REFERENCES "public"."epic_baselines"("epic_category") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "epic_allocation_baselines" ADD CONSTRAINT "epic_allocation_baselines_epic_category_epic_baselines_epic_category_fk" FOREIGN KEY ("epic_category") REFERENCES "public"."epic_baselines"("epic_category") ON DELETE no action ON UPDATE cascade;