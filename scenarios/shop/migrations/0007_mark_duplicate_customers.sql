ALTER TABLE "customers" ADD COLUMN "merged_into" integer;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_merged_into_customers_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
UPDATE "customers" SET "merged_into" = "first"."id"
	FROM (SELECT lower("email") AS "email", min("id") AS "id" FROM "customers" GROUP BY lower("email")) AS "first"
	WHERE lower("customers"."email") = "first"."email" AND "customers"."id" <> "first"."id";
