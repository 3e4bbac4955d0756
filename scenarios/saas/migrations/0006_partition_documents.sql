ALTER TABLE "documents" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "documents_by_tenant" (
	LIKE "documents" INCLUDING DEFAULTS,
	CONSTRAINT "documents_by_tenant_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "documents_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id"),
	CONSTRAINT "documents_workspace_fk" FOREIGN KEY ("tenant_id","workspace_id") REFERENCES "workspaces"("tenant_id","id"),
	CONSTRAINT "documents_author_fk" FOREIGN KEY ("tenant_id","author_id") REFERENCES "memberships"("tenant_id","user_id"),
	CONSTRAINT "documents_parent_fk" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "documents_by_tenant"("tenant_id","id")
) PARTITION BY HASH ("tenant_id");
--> statement-breakpoint
CREATE TABLE "documents_0" PARTITION OF "documents_by_tenant" FOR VALUES WITH (MODULUS 4, REMAINDER 0);--> statement-breakpoint
CREATE TABLE "documents_1" PARTITION OF "documents_by_tenant" FOR VALUES WITH (MODULUS 4, REMAINDER 1);--> statement-breakpoint
CREATE TABLE "documents_2" PARTITION OF "documents_by_tenant" FOR VALUES WITH (MODULUS 4, REMAINDER 2);--> statement-breakpoint
CREATE TABLE "documents_3" PARTITION OF "documents_by_tenant" FOR VALUES WITH (MODULUS 4, REMAINDER 3);--> statement-breakpoint
INSERT INTO "documents_by_tenant" SELECT * FROM "documents";
--> statement-breakpoint
ALTER TABLE "comments" DROP CONSTRAINT "comments_document_fk";
--> statement-breakpoint
DROP TABLE "documents";
--> statement-breakpoint
ALTER TABLE "documents_by_tenant" RENAME TO "documents";
--> statement-breakpoint
CREATE INDEX "documents_updated_index" ON "documents" ("tenant_id","updated_at");
--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_document_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "documents"("tenant_id","id") ON DELETE cascade;
