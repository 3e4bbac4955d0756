CREATE TABLE "usage_counters_wide" (
	"tenant_id" uuid NOT NULL,
	"day" date NOT NULL,
	"metric" varchar(40) NOT NULL,
	"value" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "usage_counters_wide_pk" PRIMARY KEY("tenant_id","day","metric"),
	CONSTRAINT "usage_counters_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id"),
	CONSTRAINT "usage_counters_value_check" CHECK ("value" >= 0)
);
--> statement-breakpoint
INSERT INTO "usage_counters_wide" SELECT * FROM "usage_counters";
--> statement-breakpoint
DROP TABLE "usage_counters";
--> statement-breakpoint
ALTER TABLE "usage_counters_wide" RENAME TO "usage_counters";
--> statement-breakpoint
ALTER TABLE "usage_counters" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "usage_counters" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "usage_counters" AS PERMISSIVE FOR ALL TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
