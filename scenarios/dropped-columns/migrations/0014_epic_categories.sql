CREATE TABLE "epic_categories" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" varchar(100) NOT NULL,
	"color" char(7),
	"display_order" smallint DEFAULT 0 NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "epic_categories_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "epic_category_mappings" (
	"id" serial PRIMARY KEY NOT NULL,
	"epic_key" varchar(50) NOT NULL,
	"category_id" integer NOT NULL,
	"confidence" numeric(4, 3),
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "epic_category_mappings_epic_key_unique" UNIQUE("epic_key")
);
--> statement-breakpoint
ALTER TABLE "epic_budgets" ADD COLUMN "category_id" integer;--> statement-breakpoint
ALTER TABLE "epic_category_mappings" ADD CONSTRAINT "epic_category_mappings_category_id_epic_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."epic_categories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "epic_budgets" ADD CONSTRAINT "epic_budgets_category_id_epic_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."epic_categories"("id") ON DELETE set null ON UPDATE no action;