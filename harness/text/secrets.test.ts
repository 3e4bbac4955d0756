import { expect, test } from "vitest";
import { addressShown, withoutPasswords, withoutPasswordsIn } from "./secrets.ts";

test.for([
  ["--url postgres://me:s3cret@host/db", "--url postgres://me:***@host/db"],
  ["'postgres://me:s3c:r@t/x@host:5432/db?sslmode=require'", "'postgres://me:***@host:5432/db?sslmode=require'"],
  ["postgresql://:s3cret@host/db", "postgresql://:***@host/db"],
  ["postgres://me@host/db?password=s3cret&a=b", "postgres://me@host/db?password=***&a=b"],
  ["there is no /work/postgres:/me:s3cret@host/db", "there is no /work/postgres:/me:***@host/db"],
  ["host=h password=s3cret dbname=d", "host=h password=*** dbname=d"],
  ["PGPASSWORD=s3cret psql", "PGPASSWORD=*** psql"],
  ["PGPASSFILE=/tmp/x psql", "PGPASSFILE=/tmp/x psql"],
  ["alter table t alter column password set not null", "alter table t alter column password set not null"],
  ["create type kind as enum ('password', 'oauth')", "create type kind as enum ('password', 'oauth')"],
  ["update t set name = 'x' where password is null", "update t set name = 'x' where password is null"],
  ["comment on column t.password is 'a hash'", "comment on column t.password is 'a hash'"],
  ["create role a password null; comment on role a is 'x'", "create role a password null; comment on role a is 'x'"],
  ["postgres://me@host/db is not there", "postgres://me@host/db is not there"],
  ["drizzle/0001_a.sql:3:4 at me@host", "drizzle/0001_a.sql:3:4 at me@host"],
])("%s", ([given = "", wanted]) => {
  expect(withoutPasswords(given)).toBe(wanted);
});

test.for([
  "create role a password 's3cret' login",
  "create role a\n  encrypted password\n\t's3cret';",
  "create role a password's3cret'",
  "create role a password /* never 'shown' */ 's3cret'",
  "create role a password -- it's\n 's3cret'",
  String.raw`create role a password E'it\'s s3cret'`,
  String.raw`create role a password U&'\0061s3cret'`,
  "create role a password 'it''s; s3cret'",
  "create role a password 'it''s'\n  's3cret'",
  "create role a password $$s3cret$$",
  "create role a password $of$s3cret$of$",
  'create role a password "s3cret"',
  "create role a password 's3cret",
  "do $$ begin execute 'create role a password ''it''''s s3cret'''; end $$",
  String.raw`select f(E'create role a password \'s3cret\'')`,
  "execute format('create role a password %L', 's3cret')",
  "execute format('create role %I password %2$L valid until %L', 'a', 's3cret');",
  "execute 'create role a password ' || quote_literal('s3cret')",
  "execute concat('create role a password ', quote_literal('s3cret'))",
  "create user mapping for a server s options (user 'u', password 's3cret')",
  "alter user mapping for a server s options (set password 's3cret')",
  "select dblink('host=h password=s3cret dbname=d', 'select 1')",
  "select dblink('host=h password=''s3cret'' dbname=d', 'select 1')",
  "select dblink('password=s3cret', 'select 1')",
  "create subscription s connection 'host=h user=u password=s3cret' publication p",
  "create subscription s connection 'postgres://u:s3cret@h/d' publication p",
  "alter database d set app.jwt_secret to 's3cret'",
  "alter role a set \"app.secret\" = 's3cret'",
  'dbCredentials: { password: "s3cret" }',
  "dbCredentials: { 'password': 's3cret' }",
  '{"password":"s3cret"}',
])("no word of a secret is shown, and all else keeps its place: %s", (sql) => {
  const { shown } = withoutPasswordsIn({ shown: sql });
  expect(shown).not.toContain("s3cret");
  expect(shown.split("\n").map(({ length }) => length)).toEqual(sql.split("\n").map(({ length }) => length));
  expect(withoutPasswords(sql)).not.toContain("s3cret");
  expect(withoutPasswordsIn(shown)).toBe(shown);
});

test.for([
  ["postgres://me:a b'c\"@d/e@host/db", "postgres://me:***@host/db"],
  ["host=h password=s3cret", "host=h password=***"],
  ["env:NAME", "env:NAME"],
])("the address %s is shown as %s", ([given = "", wanted]) => {
  expect(addressShown(given)).toBe(wanted);
});

test("a text that was made to be slow to read is read all the same", { timeout: 5_000 }, () => {
  const parts = [
    "password /*",
    "password $a",
    "password $$",
    "password ''x",
    "password 'x\n",
    "password %",
    "password\n\n",
  ];
  for (const part of [...parts, "password", "a://b:", "'a.", "--password "]) withoutPasswordsIn(part.repeat(20_000));
});
