UPDATE "users" SET "display_name" = left("name", 100) WHERE "display_name" IS NULL;
