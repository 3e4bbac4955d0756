CREATE TABLE "standard_epic_templates" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" varchar(200) NOT NULL,
	"description" text,
	"typical_hours_min" integer,
	"typical_hours_max" integer,
	"sort_order" smallint DEFAULT 0 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "standard_epic_templates_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "template_epics" (
	"id" serial PRIMARY KEY NOT NULL,
	"standard_template_id" integer,
	"epic_name" varchar(255) NOT NULL,
	"summary" varchar(500),
	"description" text,
	"epic_color" varchar(20) DEFAULT '#6554C0' NOT NULL,
	"sort_order" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "template_tickets" (
	"id" serial PRIMARY KEY NOT NULL,
	"template_epic_id" integer,
	"issue_type" varchar(20) DEFAULT 'Task' NOT NULL,
	"summary" varchar(500) NOT NULL,
	"description" text,
	"story_points" smallint,
	"labels" text[],
	"sort_order" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "template_epics" ADD CONSTRAINT "template_epics_standard_template_id_standard_epic_templates_id_fk" FOREIGN KEY ("standard_template_id") REFERENCES "public"."standard_epic_templates"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_tickets" ADD CONSTRAINT "template_tickets_template_epic_id_template_epics_id_fk" FOREIGN KEY ("template_epic_id") REFERENCES "public"."template_epics"("id") ON DELETE cascade ON UPDATE no action;