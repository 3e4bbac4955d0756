import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import type { Finding } from "../model/finding.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { verify } from "./verify.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

/** Names that mean something else without their quotes. */
const before = `
  create schema "Shop";
  create sequence "Shop"."Numbers";
  create table "Shop"."Order" ("Id" int primary key default nextval('"Shop"."Numbers"'), "user" int not null constraint "User ok" check ("user" > 0));
  alter table "Shop"."Order" enable row level security, force row level security;
  create function "Shop".stamp() returns trigger language plpgsql as $$ begin return new; end $$;
  create trigger "Stamp it" before insert on "Shop"."Order" for each row execute function "Shop".stamp();
  create materialized view "Shop"."Sums" as select count(*) from "Shop"."Order";
  create function "Shop"."wipeAll"(int) returns int language sql as 'select 1';
  revoke execute on function "Shop"."wipeAll"(int) from public`;

const candidate = `
  select setval('"Shop"."Numbers"', 1, false);
  alter table "Shop"."Order" disable row level security, no force row level security, set unlogged, disable trigger "Stamp it",
    drop constraint "User ok", add constraint "User ok" check ("user" > 0) not valid;
  refresh materialized view "Shop"."Sums" with no data;
  drop function "Shop"."wipeAll"(int);
  create function "Shop"."wipeAll"(int) returns int language sql as 'select 2'`;

const proposed = /^((?:ALTER|SELECT|REFRESH|REVOKE) .+?)(?:\.$|, in a later migration|\s+in the same migration)/;

async function found(
  last: string,
  { first = before, never = {} }: { first?: string; never?: Readonly<Record<string, readonly RegExp[]>> } = {},
): Promise<readonly Finding[]> {
  return withFiles(sound({ "0000_shop": first, "0001_harm": last }), async (cwd) => {
    const { report, close } = await verify({ folder: ".", cwd, server, rows: 20, role: "superuser", never });
    await close();
    return report.findings.filter(({ code }) => /^(protection|candidate)\//.test(code));
  });
}

test("SQL that a remedy proposes runs as it stands, and mends what it is about", async () => {
  const harm = await found(candidate);
  expect(harm.map(({ code }) => code)).toEqual([
    "protection/row-security-lost",
    "protection/row-security-lost",
    "protection/sequence-behind",
    "protection/trigger-disabled",
    "protection/constraint-not-validated",
    "protection/grants-widened",
    "protection/unlogged",
    "protection/view-unpopulated",
  ]);
  const mending = harm.map(({ remedy }) => proposed.exec(remedy)?.[1] ?? remedy);
  expect(await found([candidate, ...mending].join(";\n"))).toEqual([]);
});

test("the rule that a remedy proposes for texts that are too long keeps all of them out, and no other", async () => {
  const first = "create table people (id int primary key, name text not null)";
  const last = "alter table people alter name type varchar(12)";
  const [failed] = await found(last, { first });
  expect(failed).toMatchObject({ code: "candidate/failed", object: "public.people.name" });
  const [, rule = "", flags = ""] = /"public\.people\.name": \[\/(.*)\/(\w+)\]/.exec(failed?.remedy ?? "") ?? [];
  const pattern = new RegExp(rule, flags);
  const texts = ["😀".repeat(12), "😀".repeat(13), "x".repeat(12), `${"x".repeat(12)}  `, `${" ".repeat(12)}\n`];
  expect(texts.map((text) => pattern.test(text))).toEqual([false, true, false, false, true]);
  expect(await found(last, { first, never: { "public.people.name": [pattern] } })).toEqual([]);
});
