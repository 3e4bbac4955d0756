CREATE TABLE "epic_budgets" (
	"id" serial PRIMARY KEY NOT NULL,
	"project_key" varchar(50) NOT NULL,
	"epic_key" varchar(50) NOT NULL,
	"epic_summary" varchar(500),
	"estimated_hours" numeric(10, 2) NOT NULL,
	"hourly_rate" numeric(12, 4),
	"currency" char(3) DEFAULT 'USD' NOT NULL,
	"is_placeholder" boolean DEFAULT false NOT NULL,
	"notes" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "epic_budgets_project_key_epic_key_key" UNIQUE("project_key","epic_key"),
	CONSTRAINT "epic_budgets_estimated_hours_check" CHECK ("epic_budgets"."estimated_hours" >= 0)
);
--> statement-breakpoint
CREATE TABLE "epic_hours" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"project_key" varchar(50) NOT NULL,
	"epic_key" varchar(50) NOT NULL,
	"epic_summary" varchar(500),
	"month" date NOT NULL,
	"team" varchar(50) NOT NULL,
	"hours" double precision NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "epic_hours_epic_month_team_key" UNIQUE("project_key","epic_key","month","team")
);
--> statement-breakpoint
ALTER TABLE "epic_budgets" ADD CONSTRAINT "epic_budgets_project_key_projects_key_fk" FOREIGN KEY ("project_key") REFERENCES "public"."projects"("key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "epic_hours" ADD CONSTRAINT "epic_hours_epic_budget_fk" FOREIGN KEY ("project_key","epic_key") REFERENCES "public"."epic_budgets"("project_key","epic_key") ON DELETE no action ON UPDATE no action;