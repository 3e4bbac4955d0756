CREATE TABLE "regions" (
	"id" integer PRIMARY KEY CHECK ("id" BETWEEN 1 AND 999999),
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" serial PRIMARY KEY,
	"email" text NOT NULL,
	"region_id" integer REFERENCES "regions" ("id") ON UPDATE CASCADE
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" serial PRIMARY KEY,
	"account_id" integer NOT NULL REFERENCES "accounts" ("id"),
	"name" text NOT NULL,
	"lead" text,
	"deputy" text
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY,
	"account_id" integer NOT NULL REFERENCES "accounts" ("id"),
	"expires_at" timestamp with time zone NOT NULL,
	"agent" text
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"number" text PRIMARY KEY,
	"account_id" integer NOT NULL REFERENCES "accounts" ("id"),
	"amount" text NOT NULL CHECK ("amount" ~ '^[0-9]{1,8},[0-9]{2}$')
);
