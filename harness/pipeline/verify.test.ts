import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { type Verification, type VerifyOptions, verify } from "./verify.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const people = "create table people (id serial primary key, name text not null, age int)";

/** Verifies a history given as SQL per migration, beside further files, and hands over what came out. */
async function verified<T>(
  history: Readonly<Record<string, string>>,
  options: Partial<VerifyOptions>,
  use: (verification: Verification) => T | Promise<T>,
  beside: Readonly<Record<string, string>> = {},
): Promise<T> {
  const files = Object.fromEntries(Object.entries(sound(history)).map(([name, text]) => [`drizzle/${name}`, text]));
  return withFiles(files, async (folder) => {
    for (const [name, text] of Object.entries(beside)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const verification = await verify({ folder: "drizzle", cwd: folder, server, rows: 40, ...options });
    try {
      return await use(verification);
    } finally {
      await verification.close();
    }
  });
}

/** The rows of a query in every database of the run that takes it. */
async function everywhere({ after }: Verification, sql: string): Promise<readonly unknown[]> {
  if (after === null) return expect.fail("the base did not replay");
  const names = await withClient(after, "superuser", (client) =>
    client.query<{ name: string }>("select datname as name from pg_database where datname like 'holdfast%'"),
  );
  const found = names.rows.map(async ({ name }) => {
    const client = new pg.Client({ ...after.settings("superuser"), database: name });
    await client.connect();
    const { rows } = await client.query(sql).catch(() => ({ rows: [] }));
    await client.end();
    return rows;
  });
  return (await Promise.all(found)).flat();
}

function codes({ report }: Verification): readonly string[] {
  return report.findings.map(({ severity, code, object }) => `${severity} ${code} ${object}`);
}

describe("the report", () => {
  test("is the same for the same input and seed but for its times, and another for another seed", async () => {
    const history = { "0000_base": people, "0001_more": "update people set age = age % 50 where age > 0" };
    const take = (seed: number) =>
      verified(history, { seed }, ({ report: { milliseconds, ...rest } }) => JSON.stringify(rest));
    const [one, two, other] = [await take(7), await take(7), await take(8)];
    expect(two).toBe(one);
    expect(other.replace('"seed":8', '"seed":7')).not.toBe(one);
  });

  test("hands over both databases, open to questions", () =>
    verified({ "0000_base": people, "0001_less": "delete from people where id = 1" }, {}, async ({ before, after }) => {
      const ask = async (database: typeof before) =>
        database === null
          ? null
          : withClient(
              database,
              "superuser",
              async (c) => (await c.query("select count(*)::int as n from people")).rows[0],
            );
      expect([await ask(before), await ask(after)]).toEqual([{ n: 40 }, { n: 39 }]);
    }));
});

describe("the base", () => {
  test("that does not replay is a finding, at the statement", () =>
    verified({ "0000_base": `${people};\n  select 1/0`, "0001_more": "select 1" }, {}, (found) => {
      expect(codes(found)).toEqual(["error history/replay-failed 0000_base"]);
      expect(found.before).toBeNull();
      expect(found.report.verdict).toBe("unsafe");
    }));

  test("that runs only migration by migration is replayed so, and said", () =>
    verified(
      {
        "0000_base":
          "do $$ begin create type mood as enum ('good'); exception when duplicate_object then null; end $$; create table t (id int primary key, m mood)",
        "0001_label": "alter type mood add value 'bad'",
        "0002_use": "alter table t alter m set default 'bad'",
        "0003_more": "alter table t add n int",
      },
      {},
      (found) => {
        expect(codes(found)).toContain("note history/not-in-one-deploy drizzle");
        expect(found.report.verdict).toBe("safe");
      },
    ));

  test("may be prepared by a superuser's preamble", () =>
    verified(
      {
        "0000_base": "create table t (id int primary key, u uuid default auth.uid())",
        "0001_more": "alter table t add n int",
      },
      {},
      (found) => expect(found.report.verdict).toBe("safe"),
      {
        "holdfast/preamble.sql":
          "create schema auth; grant usage on schema auth to public; create function auth.uid() returns uuid language sql as 'select null::uuid'",
      },
    ));

  test("is not judged by a broken preamble", async () => {
    const run = verified({ "0000_base": people, "0001_more": "select 1" }, {}, () => null, {
      "holdfast/preamble.sql": "create schema",
    });
    await expect(run).rejects.toMatchObject({ kind: "input", code: "input/preamble-failed" });
  });
});

describe("the candidate", () => {
  test("that needs a superuser is refused with both ways out, and runs as one", async () => {
    const history = {
      "0000_base": people,
      "0001_role":
        "create role holdfast_test_reader; grant select on people to holdfast_test_reader; update people set age = null",
    };
    await verified(history, {}, (found) => {
      expect(codes(found)).toEqual(["error candidate/failed 0001_role", "warning lint/update-all public.people.age"]);
      expect(found.report.findings[0]?.remedy).toMatch(/holdfast\/preamble\.sql.*--role superuser/s);
    });
    // Run again for blame, on a clone: the role must not be in its own way.
    await verified(history, { role: "superuser" }, (found) => {
      expect(codes(found)).toContain("error survival/values-altered public.people.age");
      expect(found.report.findings[0]?.at?.statement).toBe("update people set age = null");
    });
  });

  test("that an existing database would skip is an error with its cause", () =>
    withFiles(
      Object.fromEntries(
        Object.entries(sound({ "0000_base": people, "0001_more": "drop table people" })).map(([name, text]) => [
          name,
          name.endsWith("_journal.json") ? text.replaceAll(/"when":\s*\d+/g, '"when": 1700000000000') : text,
        ]),
      ),
      async (folder) => {
        const found = await verify({ folder, cwd: folder, server, rows: 40 });
        await found.close();
        expect(codes(found)).toContain("error ledger/not-recorded 0001_more");
        expect(found.report.findings[0]?.message).toContain("skipped without a word");
      },
    ));

  test("that erases its own trace would run again", () =>
    verified(
      {
        "0000_base": people,
        "0001_more":
          "create table if not exists extra (id int primary key); insert into extra select coalesce(max(id), 0) + 1 from extra; create function forget() returns trigger language plpgsql as 'begin return null; end'; create trigger forget before insert on drizzle.__drizzle_migrations for each row execute function forget()",
      },
      {},
      (found) => {
        expect(codes(found)).toEqual(
          expect.arrayContaining([
            "error ledger/not-recorded 0001_more",
            "error ledger/second-run drizzle.__drizzle_migrations",
          ]),
        );
      },
    ));

  test("whose loss is approved is safe, and says by whom", async () => {
    const history = { "0000_base": people, "0001_less": "alter table people drop column age" };
    const sha256 = createHash("sha256").update(history["0001_less"]).digest("hex");
    const approve = [
      { object: "public.people.age", reason: "unused since spring", owner: "@data", expires: "2999-01-01" },
    ];
    await verified(
      history,
      {},
      (found) => {
        expect(found.report.verdict).toBe("safe");
        expect(codes(found)).toContain("note survival/column-lost public.people.age");
        expect(found.report.survival[0]?.columns.find(({ column }) => column === "age")?.outcome).toBe("approved");
      },
      { "holdfast/0001_less.json": JSON.stringify({ migration: "0001_less", sha256, approve }) },
    );
  });

  test("that overflows only on extreme numbers is judged without them", () =>
    verified(
      { "0000_base": people, "0001_more": "alter table people add months int; update people set months = age * 12" },
      {},
      (found) => {
        expect(codes(found)).toContain("warning candidate/overflows 0001_more");
        expect(found.report.verdict).toBe("safe");
      },
    ));

  test("that overflows only on extreme numbers finds none in what is written after it, either", () =>
    verified(
      {
        "0000_base": people,
        "0001_more":
          "create table made (id serial primary key, n integer); alter table people add months int; update people set months = age * 12",
      },
      {},
      async (found) => {
        expect(codes(found)).toContain("warning candidate/overflows 0001_more");
        expect(await everywhere(found, "select n from made where n is not null")).not.toEqual([]);
        expect(await everywhere(found, "select n from made where abs(n::bigint) >= 2147483647")).toEqual([]);
      },
    ));

  test("that narrows a type is not excused by the numbers that do not fit", () =>
    verified({ "0000_base": people, "0001_less": "alter table people alter age type smallint" }, {}, (found) => {
      expect(codes(found)).toEqual(["error candidate/failed public.people.age"]);
    }));
});
