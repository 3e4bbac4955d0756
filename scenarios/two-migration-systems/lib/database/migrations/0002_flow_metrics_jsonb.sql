-- flow metrics as JSONB, see feature/flow-metrics-module
CREATE TABLE IF NOT EXISTS "flow_metrics" (
	"id" serial PRIMARY KEY NOT NULL,
	"team_id" integer NOT NULL REFERENCES "teams"("id") ON DELETE cascade,
	"measured_on" date NOT NULL,
	"metrics" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX IF NOT EXISTS "flow_metrics_team_day_idx" ON "flow_metrics" ("team_id", "measured_on");
