-- Hostile names renamed
-- kind: renamed
-- becomes: Shop; DROP.order.unit "price" renamed 日本 "語".group.select
-- becomes: Shop; DROP.order.üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüx renamed 日本 "語".group.xüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü

-- base
create schema "Shop; DROP";
create table "Shop; DROP"."order" (
  "primary" serial primary key, "unit ""price""" numeric(8,2) not null, "Größe'; --" text, "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüx" boolean);

-- candidate
alter table "Shop; DROP"."order" rename column "unit ""price""" to "select";
--> statement-breakpoint
alter table "Shop; DROP"."order" rename column "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüx" to "xüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü";
--> statement-breakpoint
alter table "Shop; DROP"."order" rename to "group";
--> statement-breakpoint
alter schema "Shop; DROP" rename to "日本 ""語""";
