CREATE TABLE "project_keywords" (
	"id" serial PRIMARY KEY NOT NULL,
	"project_key" varchar(50) NOT NULL,
	"keyword" varchar(100) NOT NULL,
	"source" varchar(50) DEFAULT 'jira' NOT NULL,
	"weight" real DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "project_keywords_project_key_keyword_key" UNIQUE("project_key","keyword")
);
--> statement-breakpoint
ALTER TABLE "project_keywords" ADD CONSTRAINT "project_keywords_project_key_projects_key_fk" FOREIGN KEY ("project_key") REFERENCES "public"."projects"("key") ON DELETE cascade ON UPDATE no action;