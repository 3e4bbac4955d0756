ALTER TABLE "people" DROP COLUMN "born";
