CREATE TABLE "time_tracking_compliance" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "time_tracking_compliance_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"user_id" integer NOT NULL,
	"week_start" date NOT NULL,
	"expected_hours" numeric(5, 2) DEFAULT '40' NOT NULL,
	"logged_hours" numeric(5, 2) DEFAULT '0' NOT NULL,
	"is_compliant" boolean DEFAULT false NOT NULL,
	"first_log_at" timestamp (3),
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "time_tracking_compliance_user_week_key" UNIQUE("user_id","week_start")
);
--> statement-breakpoint
ALTER TABLE "time_tracking_compliance" ADD CONSTRAINT "time_tracking_compliance_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;