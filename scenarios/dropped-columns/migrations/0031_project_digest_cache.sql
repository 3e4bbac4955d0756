CREATE TABLE "project_digest_cache" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_key" varchar(50) NOT NULL,
	"days" smallint NOT NULL,
	"include_context" boolean NOT NULL,
	"digest_data" jsonb NOT NULL,
	"markdown" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "project_digest_cache" ADD CONSTRAINT "project_digest_cache_project_key_projects_key_fk" FOREIGN KEY ("project_key") REFERENCES "public"."projects"("key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "project_digest_cache_lookup_index" ON "project_digest_cache" USING btree ("project_key","days","include_context");