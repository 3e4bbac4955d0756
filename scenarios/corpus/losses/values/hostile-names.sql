-- Hostile names
-- kind: values overwritten
-- finds: survival/column-lost Shop; DROP.order.Größe'; -- at 1
-- finds: survival/values-altered Shop; DROP.order.unit "price" at 2
-- finds: survival/values-altered Shop; DROP.order.üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüx at 2

-- base
create schema "Shop; DROP";
create table "Shop; DROP"."order" (
  "primary" serial primary key, "unit ""price""" numeric(8,2) not null, "Größe'; --" text, "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüx" boolean);

-- candidate
alter table "Shop; DROP"."order" drop column "Größe'; --";
--> statement-breakpoint
update "Shop; DROP"."order" set "unit ""price""" = 1, "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüx" = not "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüx";
