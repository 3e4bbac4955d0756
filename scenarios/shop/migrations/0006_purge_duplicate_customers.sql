DELETE FROM "customers" AS "later" USING "customers" AS "first"
	WHERE lower("later"."email") = lower("first"."email") AND "later"."id" > "first"."id";
