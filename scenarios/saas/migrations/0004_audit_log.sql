CREATE TABLE "audit_log" (
	"tenant_id" uuid NOT NULL REFERENCES "tenants"("id"),
	"id" bigint NOT NULL,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" bigint,
	"action" varchar(60) NOT NULL,
	"subject" varchar(120),
	"detail" jsonb DEFAULT '{}' NOT NULL,
	CONSTRAINT "audit_log_pk" PRIMARY KEY("tenant_id","id","occurred_at"),
	CONSTRAINT "audit_log_actor_fk" FOREIGN KEY ("tenant_id","actor_id") REFERENCES "memberships"("tenant_id","user_id")
) PARTITION BY RANGE ("occurred_at");
--> statement-breakpoint
CREATE TABLE "audit_log_2025_08" PARTITION OF "audit_log" FOR VALUES FROM ('2025-08-01T00:00:00Z') TO ('2025-09-01T00:00:00Z');--> statement-breakpoint
CREATE TABLE "audit_log_2025_09" PARTITION OF "audit_log" FOR VALUES FROM ('2025-09-01T00:00:00Z') TO ('2025-10-01T00:00:00Z');--> statement-breakpoint
CREATE TABLE "audit_log_2025_10" PARTITION OF "audit_log" FOR VALUES FROM ('2025-10-01T00:00:00Z') TO ('2025-11-01T00:00:00Z');--> statement-breakpoint
CREATE TABLE "audit_log_2025_11" PARTITION OF "audit_log" FOR VALUES FROM ('2025-11-01T00:00:00Z') TO ('2025-12-01T00:00:00Z');--> statement-breakpoint
CREATE TABLE "audit_log_rest" PARTITION OF "audit_log" DEFAULT;
--> statement-breakpoint
ALTER TABLE "audit_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_log" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "audit_log" AS PERMISSIVE FOR ALL TO public USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
