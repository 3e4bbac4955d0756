import { expect, test } from "vitest";
import { withoutPasswords } from "./secrets.ts";

test.for([
  ["--url postgres://me:s3cret@host/db", "--url postgres://me:***@host/db"],
  ["'postgres://me:s3c:r@t/x@host:5432/db?sslmode=require'", "'postgres://me:***@host:5432/db?sslmode=require'"],
  ["postgresql://:s3cret@host/db", "postgresql://:***@host/db"],
  ["postgres://me@host/db?password=s3cret&a=b", "postgres://me@host/db?password=***&a=b"],
  ["postgres://me@host/db is not there", "postgres://me@host/db is not there"],
  ["drizzle/0001_a.sql:3:4 at me@host", "drizzle/0001_a.sql:3:4 at me@host"],
])("%s", ([given = "", wanted]) => {
  expect(withoutPasswords(given)).toBe(wanted);
});
