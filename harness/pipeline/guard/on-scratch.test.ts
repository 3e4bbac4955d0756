import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "../../database/index.ts";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import { sound, withFiles } from "../../tools/drizzle/sample.fixture.ts";
import { type Verification, type VerifyOptions, verify } from "../verify.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const people = "create table people (id int primary key, name text not null, age int)";
const rebuild = `create table people_new (id int primary key, name text not null, age bigint);
insert into people_new select id, name, age from people;
drop table people;
alter table people_new rename to people`;

interface Case {
  readonly base?: string;
  readonly candidate: string;
  /** Objects that are approved, with more that their entries say. */
  readonly approve?: Readonly<Record<string, object>>;
  readonly options?: Partial<VerifyOptions>;
}

async function verified<Result>(
  { base = people, candidate, approve = {}, options = {} }: Case,
  use: (ran: Verification) => Result | Promise<Result>,
): Promise<Result> {
  const files = Object.entries(sound({ "0000_base": base, "0001_next": candidate })).map(
    ([name, text]) => [`drizzle/${name}`, text] as const,
  );
  const approvals = {
    migration: "0001_next",
    sha256: createHash("sha256").update(candidate).digest("hex"),
    approve: Object.entries(approve).map(([object, more]) => ({
      object,
      reason: "old",
      owner: "@team",
      expires: "2099-01-01",
      ...more,
    })),
  };
  return withFiles(Object.fromEntries(files), async (cwd) => {
    const file = join(cwd, "holdfast/0001_next.json");
    await mkdir(dirname(file), { recursive: true });
    if (approvals.approve.length > 0) await writeFile(file, JSON.stringify(approvals));
    const ran = await verify({ folder: "drizzle", cwd, server, rows: 20, guard: "installed", ...options });
    try {
      return await use(ran);
    } finally {
      await ran.close();
    }
  });
}

/** What is no note: severity, code and object. */
function told({ report }: Verification): readonly string[] {
  return report.findings
    .filter(({ severity }) => severity !== "note")
    .map(({ severity, code, object }) => `${severity} ${code} ${object}`);
}

function used({ report }: Verification): readonly string[] | undefined {
  return report.guard?.permits.map((one) => `${one.action} ${one.object.join(".")} ${one.used ? "used" : "open"}`);
}

describe("a rebuild that loses nothing", () => {
  const approve = { "public.people": { code: "guard/drop" } };

  test("is refused under the guard, with the approval that it needs", () =>
    verified({ candidate: rebuild }, (ran) => {
      expect(told(ran)).toEqual(["error candidate/failed public.people"]);
      expect(ran.report.findings[0]).toMatchObject({
        message: "The candidate fails: the guard refuses to drop table public.people (SQLSTATE HF001).",
        at: { line: 3 },
        remedy: expect.stringContaining('holdfast/0001_next.json with {"migration":"0001_next","sha256":"'),
      });
    }));

  test("passes with it, by one permit", () =>
    verified({ candidate: rebuild, approve }, (ran) => {
      expect(told(ran)).toEqual([]);
      expect(used(ran)).toEqual(["drop public.people used"]);
    }));

  test("needs it without the guard, too, so that one file serves both", () =>
    verified({ candidate: rebuild, approve, options: { guard: "none" } }, (ran) => {
      expect(told(ran).filter((one) => !one.includes("downgrade/"))).toEqual([]);
      expect(ran.report.guard).toBeUndefined();
    }));

  test("leaves an approval of what it does not drop unused", () =>
    verified({ candidate: rebuild, approve: { ...approve, "public.people.age": { code: "guard/drop" } } }, (ran) => {
      expect(told(ran)).toEqual(["error declaration/unused public.people.age"]);
      expect(used(ran)).toEqual(["drop public.people used", "drop public.people.age open"]);
    }));
});

describe("an approval", () => {
  const candidate = "alter table people drop column age";

  test("that has expired gives no permit", () =>
    verified({ candidate, approve: { "public.people.age": { expires: "2020-01-01" } } }, (ran) => {
      expect(told(ran)).toEqual([
        "error candidate/failed public.people.age",
        "error declaration/expired public.people.age",
      ]);
      expect(used(ran)).toEqual([]);
    }));

  test("of a loss is a permit, too; and the loss is still blamed on its statement", () =>
    verified(
      {
        candidate: `select 1;\n${candidate}; alter table people drop column name`,
        approve: { "public.people.age": {}, "public.people.name": { code: "survival/column-lost" } },
      },
      (ran) => {
        expect(told(ran)).toEqual([]);
        expect(used(ran)).toEqual(["drop public.people.age used", "drop public.people.name used"]);
        const lost = ran.report.findings.filter(({ code }) => code === "survival/column-lost");
        expect(lost).toEqual([
          expect.objectContaining({
            object: "public.people.age",
            severity: "note",
            at: expect.objectContaining({ line: 2 }),
          }),
          expect.objectContaining({
            object: "public.people.name",
            severity: "note",
            at: expect.objectContaining({ line: 2 }),
          }),
        ]);
      },
    ));

  test("lets a table be emptied", () =>
    verified({ candidate: "truncate people", approve: { "public.people": {} } }, (ran) => {
      expect(told(ran)).toEqual([]);
      expect(used(ran)).toEqual(["drop public.people open", "truncate public.people used"]);
    }));

  test("covers each partition", () =>
    verified(
      {
        base: "create table logs (id int, at date, note text, primary key (id, at)) partition by range (at); create table logs_now partition of logs default",
        candidate: "alter table logs drop column note",
        approve: { "public.logs.note": {} },
      },
      (ran) => {
        expect(told(ran)).toEqual([]);
        expect(used(ran)).toEqual(["drop public.logs.note used", "drop public.logs_now.note used"]);
      },
    ));

  test("is not asked for where the candidate fails at something else", () =>
    verified({ candidate: `${candidate}; select 1/0`, approve: { "public.people.age": {} } }, (ran) => {
      expect(told(ran)).toEqual(["error candidate/failed 0001_next", "warning lint/drop-column public.people.age"]);
      expect(used(ran)).toEqual(["drop public.people.age open"]);
    }));
});

describe("a candidate under the guard", () => {
  test("that drops nothing is judged as without it", async () => {
    const candidate = "alter table people add note text; do $$ begin update people set age = age where age > 0; end $$";
    const [one, other] = await Promise.all([
      verified({ candidate }, ({ report }) => report.findings),
      verified({ candidate, options: { guard: "none" } }, ({ report }) => report.findings),
    ]);
    const apart = (findings: typeof one) => findings.filter(({ code }) => !code.startsWith("downgrade/"));
    expect(apart(one)).toEqual(apart(other));
  });

  test("that ends its transaction before it is recorded has no use of its permit", () =>
    verified(
      {
        candidate: "alter table people drop column age; commit; alter table people add note text",
        approve: { "public.people.age": {} },
      },
      (ran) => {
        expect(told(ran)).toContain("error candidate/failed public.people.age");
        expect(ran.report.findings[0]?.message).toMatch(/did not record.* \(SQLSTATE HF003\)/);
      },
    ));

  test("cannot have approved what it makes itself, and is told of temporary tables", () =>
    verified({ candidate: "create table scratch (id int); drop table scratch" }, (ran) => {
      expect(told(ran)).toEqual(["error candidate/failed public.scratch"]);
      expect(ran.report.findings[0]?.remedy).toContain("be a temporary table");
    }));

  test("may use temporary tables", () =>
    verified({ candidate: "create temp table t (id int); drop table t; alter table people add note text" }, (ran) =>
      expect(told(ran)).toEqual([]),
    ));

  test("may be the first migration, whose ledger is covered as it appears", () =>
    verified({ candidate: "select 1", options: { candidate: { candidate: "0000_base" } } }, (ran) => {
      expect(told(ran).filter((one) => !one.includes("coverage/"))).toEqual([]);
      expect(ran.report.downgrade.map(({ attempt, outcome }) => `${attempt} ${outcome}`)).toEqual([
        "old-release not-applicable",
        "take-back not-applicable",
        "inverse blocked",
        "ledger-rewind blocked",
      ]);
    }));

  test("that takes the guard off a table is refused", () =>
    verified({ candidate: "alter table people disable trigger all" }, (ran) => {
      expect(told(ran)).toEqual(["error candidate/failed public.people"]);
      expect(ran.report.findings[0]?.message).toContain("SQLSTATE HF00");
    }));

  test("has equal reports for equal input", async () => {
    const take = () =>
      verified(
        { candidate: "drop table people", approve: { "public.people": {} } },
        ({ report: { milliseconds, ...rest } }) => rest,
      );
    expect(await take()).toEqual(await take());
  });

  test("finds the whole guard on what stands before and after it", () =>
    verified({ candidate: "create table notes (id int primary key)" }, async ({ before, after }) => {
      for (const database of [before, after]) {
        if (database === null) return expect.fail("the base did not replay");
        const bare = await withClient(database, "superuser", (client) =>
          client.query(
            `select relname from pg_class c where relkind in ('r', 'p') and relnamespace in ('public'::regnamespace, 'drizzle'::regnamespace)
               and not exists (select from pg_trigger where tgrelid = c.oid and tgenabled = 'A')`,
          ),
        );
        expect(bare.rows).toEqual([]);
      }
    }));
});
