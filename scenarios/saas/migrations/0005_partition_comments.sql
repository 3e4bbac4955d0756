-- FORCE binds the owner, who runs this: with it on, the copy would see no tenant's rows.
ALTER TABLE "comments" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "comments_by_tenant" (
	LIKE "comments" INCLUDING DEFAULTS,
	CONSTRAINT "comments_by_tenant_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "comments_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id"),
	CONSTRAINT "comments_document_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "documents"("tenant_id","id") ON DELETE cascade,
	CONSTRAINT "comments_author_fk" FOREIGN KEY ("tenant_id","author_id") REFERENCES "memberships"("tenant_id","user_id")
) PARTITION BY HASH ("tenant_id");
--> statement-breakpoint
CREATE TABLE "comments_0" PARTITION OF "comments_by_tenant" FOR VALUES WITH (MODULUS 4, REMAINDER 0);--> statement-breakpoint
CREATE TABLE "comments_1" PARTITION OF "comments_by_tenant" FOR VALUES WITH (MODULUS 4, REMAINDER 1);--> statement-breakpoint
CREATE TABLE "comments_2" PARTITION OF "comments_by_tenant" FOR VALUES WITH (MODULUS 4, REMAINDER 2);--> statement-breakpoint
CREATE TABLE "comments_3" PARTITION OF "comments_by_tenant" FOR VALUES WITH (MODULUS 4, REMAINDER 3);--> statement-breakpoint
INSERT INTO "comments_by_tenant" SELECT * FROM "comments";
--> statement-breakpoint
DROP TABLE "comments";
--> statement-breakpoint
ALTER TABLE "comments_by_tenant" RENAME TO "comments";
--> statement-breakpoint
ALTER TABLE "comments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "comments" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "comments" AS PERMISSIVE FOR ALL TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
