UPDATE "worklogs" SET "spent" = "spent" * 60;
