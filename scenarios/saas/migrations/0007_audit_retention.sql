ALTER TABLE "audit_log" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Suspended tenants keep what was done, and of that only what is younger than October.
DELETE FROM "audit_log" USING "tenants"
	WHERE "tenants"."id" = "audit_log"."tenant_id" AND "tenants"."status" = 'suspended'
	AND "audit_log"."occurred_at" < '2025-10-01T00:00:00Z' OR "audit_log"."action" = 'session.started';
--> statement-breakpoint
ALTER TABLE "audit_log" FORCE ROW LEVEL SECURITY;
