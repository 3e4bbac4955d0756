import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { statementsDuring } from "../../../database/server-log.fixture.ts";
import { testServer } from "../../../database/test-server.fixture.ts";
import type { Server } from "../../../model/database.ts";
import type { BaselineReport } from "../../../model/live-report.ts";
import { onSite, type Site, type SiteOptions } from "../site.fixture.ts";
import { type BaselineOptions, baseline } from "./baseline.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const history = {
  "0000_people": "create table people (id serial primary key, name varchar(20) not null);",
  "0001_ages": "alter table people add age int;--> statement-breakpoint\ncreate index people_age on people (age);",
  "0002_towns": "create table towns (id int primary key);",
};
const asFolders = {
  "20260101000000_people": history["0000_people"],
  "20260102000000_ages": history["0001_ages"],
  "20260103000000_towns": history["0002_towns"],
};
/** What the first two make, by hand. */
const made = `${history["0000_people"]}${history["0001_ages"]} insert into people (name, age) values ('Ada', 36), ('Łukasz', null)`;
const to = "0001_ages";

const isSite = (more: SiteOptions, use: (site: Site) => Promise<void>) => onSite(server, history, more, use);

/** A database that has what the first two migrations make, and no ledger. */
const onPushed = (use: (site: Site) => Promise<void>, more: SiteOptions = {}) =>
  isSite(more, async (site) => {
    await site.query(made);
    await use(site);
  });

const record = (site: Site, options: Partial<BaselineOptions> = {}) =>
  baseline({ ...site.options, to, confirm: site.database.name, ...options });

const errors = ({ findings }: BaselineReport) =>
  findings.filter(({ severity }) => severity === "error").map(({ code, object }) => `${code} ${object}`);

/** What statements begin with; the last line of a log may be empty. */
const verbs = (log: readonly string[]) => log.flatMap((sql) => /^\s*(\w+)/.exec(sql)?.[1]?.toLowerCase() ?? []);

describe("without a confirmation", () => {
  test("nothing is written, and only what reads is sent", () =>
    onPushed(async (site) => {
      const before = await site.digest();
      let report: BaselineReport | undefined;
      const log = await statementsDuring(server, site.database, async () => {
        report = await baseline({ ...site.options, to });
      });
      expect(report).toMatchObject({
        verdict: "unconfirmed",
        findings: [],
        ledger: { schema: "drizzle", table: "__drizzle_migrations", there: false, rows: 0 },
        rows: [
          { migration: "0000_people", when: 1000, state: "to write" },
          { migration: to, when: 2000, state: "to write" },
        ],
        next: { runs: ["0002_towns"], skipped: [], rerun: [], refuses: null },
      });
      expect(report?.ledger.makes.map((sql) => sql.split("(")[0]?.trim())).toEqual([
        'CREATE SCHEMA IF NOT EXISTS "drizzle"',
        'CREATE TABLE IF NOT EXISTS "drizzle"."__drizzle_migrations"',
      ]);
      expect(log.length).toBeGreaterThan(5);
      expect(new Set(verbs(log))).toEqual(new Set(["begin", "set", "select", "rollback"]));
      expect(await site.digest()).toEqual(before);
      expect(await site.ledger()).toBeNull();
    }));

  test("the name of another database ends it before anything is started", () =>
    onPushed(async (site) => {
      const said: string[] = [];
      const run = record(site, { confirm: "production", say: (line) => said.push(line) });
      await expect(run).rejects.toMatchObject({ kind: "input", code: "input/confirm" });
      expect(said).toEqual([]);
    }));
});

describe.each([
  { major: 0, files: history, to, next: "0002_towns" },
  { major: 1, files: asFolders, to: "20260102000000_ages", next: "20260103000000_towns" },
] as const)("drizzle-orm of major $major", ({ major, files, to, next }) => {
  const onFiles = (use: (site: Site) => Promise<void>) => onSite(server, files, { major }, use);
  const upTo = Object.fromEntries(Object.entries(files).filter(([id]) => id <= to));

  test("finds the rows that a deploy would have left, and runs just what comes after", async () => {
    const [rows, table] = await onSite(server, upTo, { major }, async (site) => {
      expect(await site.migrate()).toBe("ok");
      return [await site.ledger(), await shapeOf(site)] as const;
    });
    await onFiles(async (site) => {
      await site.query(made);
      const report = await record(site, { to });
      expect(report).toMatchObject({ verdict: "recorded", findings: [], next: { runs: [next] } });
      expect(report.rows.map(({ state }) => state)).toEqual(["written", "written"]);
      expect(await site.ledger()).toEqual(rows);
      expect(await shapeOf(site)).toEqual(table);
      expect(await site.migrate()).toBe("ok");
      expect(await site.ledger()).toHaveLength(3);
      expect(await site.query("select count(*)::int as n from towns")).toEqual([{ n: 0 }]);
      expect(await site.query("select name from people order by id")).toEqual([{ name: "Ada" }, { name: "Łukasz" }]);
    });
  });

  test("is sent no statement of a migration, and a second time nothing that writes", () =>
    onFiles(async (site) => {
      await site.query(made);
      const log = await statementsDuring(server, site.database, () => record(site, { to }));
      const written = log.filter((sql) => !/^\s*(select|set|rollback)\b/i.test(sql) && sql !== "");
      expect(written.map((sql) => sql.split(/ \(|;/)[0])).toEqual([
        "begin isolation level repeatable read read only",
        "begin isolation level read committed",
        'CREATE SCHEMA IF NOT EXISTS "drizzle"',
        'CREATE TABLE IF NOT EXISTS "drizzle"."__drizzle_migrations"',
        'lock table "drizzle"."__drizzle_migrations" in share row exclusive mode',
        'insert into "drizzle"."__drizzle_migrations"',
        'insert into "drizzle"."__drizzle_migrations"',
        "commit",
      ]);
      const before = await site.digest();
      const again = await statementsDuring(server, site.database, async () => {
        expect(await record(site, { to })).toMatchObject({ verdict: "unchanged", findings: [] });
      });
      expect(new Set(verbs(again))).toEqual(new Set(["begin", "set", "select", "rollback"]));
      expect(await site.digest()).toEqual(before);
    }));
});

/** The ledger's columns, keys and owner. */
async function shapeOf(site: Site): Promise<unknown> {
  return site.query(
    `select a.attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid), pg_get_constraintdef(k.oid),
       pg_get_serial_sequence('drizzle.__drizzle_migrations', attname), relowner = relowner::regrole
     from pg_class c join pg_attribute a on attrelid = c.oid and attnum > 0 left join pg_attrdef d on adrelid = c.oid and adnum = attnum
       left join pg_constraint k on conrelid = c.oid and attnum = any (conkey)
     where c.oid = 'drizzle.__drizzle_migrations'::regclass order by attnum`,
  );
}

describe("a schema that is not what the history makes", () => {
  const cases: Readonly<Record<string, readonly [sql: string, code: string, object: string, words: RegExp]>> = {
    "a column of another type": [
      "alter table people alter name type text",
      "drift/differs",
      "public.people.name",
      /text in production, character varying\(20\) in the history/,
    ],
    "a table too many": [
      "create table notes (id int)",
      "drift/only-live",
      "public.notes",
      /^table \(1 column\): in production only/,
    ],
    "a column too few": ["alter table people drop age", "drift/only-history", "public.people.age", /0001_ages/],
    "what comes after": [
      history["0002_towns"],
      "drift/only-live",
      "public.towns",
      /^table \(1 column, 1 constraint\): in prod/,
    ],
  };

  test.for(Object.entries(cases))("%s: refused, named, nothing written", ([, [sql, code, object, words]]) =>
    onPushed(async (site) => {
      await site.query(sql);
      const before = await site.digest();
      const { verdict, findings, next } = await record(site);
      expect(verdict).toBe("refused");
      expect(next).toBeNull();
      expect(findings).toContainEqual(
        expect.objectContaining({ code, object, severity: "error", message: expect.stringMatching(words) }),
      );
      expect(await site.digest()).toEqual(before);
    }),
  );

  test("is no proof, where another major version of PostgreSQL replayed the history", () =>
    onPushed(async (site) => {
      const report = await record(site, { server: { ...server, version: "13.2" } });
      expect(report.verdict).toBe("refused");
      expect(errors(report)).toEqual(["baseline/other-major server"]);
      expect(await site.ledger()).toBeNull();
    }));

  test("nor is one whose history does not replay", () =>
    onSite(server, { ...history, "0001_ages": "alter table nobody add age int" }, {}, async (site) => {
      await site.query(history["0000_people"]);
      const report = await record(site);
      expect(report.verdict).toBe("refused");
      expect(errors(report)).toEqual(["history/replay-failed 0001_ages"]);
    }));
});

const table = "drizzle.__drizzle_migrations";
const ddl = `create schema drizzle; create table ${table} (id serial primary key, hash text not null, created_at bigint)`;

describe("a row in the way is named, and nothing is written", () => {
  const far = Date.UTC(2100, 0, 1);
  const cases: Readonly<Record<string, readonly [to: string, row: string, words: RegExp]>> = {
    "without a time": [to, "'x', null", /^Row 1 \(no time\) .* run again what is recorded: 0000_people, 0001_ages/],
    "without a time, of a migration that is to be recorded": [
      to,
      "'324c95b7c9e668acccdb7d0411cc13c5ba475ae3c0016881265e3a1cdb0a3f9d', null",
      /^Row 1 \(no time\) .* run again/,
    ],
    "of the future": ["0002_towns", `'x', ${far}`, /^Row 1 \(time 4102444800000\) .* skip whatever is generated/],
    "unknown, between what is recorded and what comes next": [to, "'x', 3500", /^Row 1 .* never run 0002_towns/],
    "unknown, later than all files": ["0002_towns", "'x', 9000", /^Row 1 .* later than every file/],
    "of the migration after": [to, "'x', 3000", /^Row 1 .* in place of 0002_towns/],
  };

  test.for(Object.entries(cases))("%s", ([, [to, row, words]]) =>
    onPushed(async (site) => {
      await site.query(`${ddl}; insert into ${table} (hash, created_at) values (${row})`);
      if (to === "0002_towns") await site.query(history["0002_towns"]);
      const before = await site.digest();
      const report = await record(site, { to });
      expect(report.verdict).toBe("refused");
      expect(report.findings.filter(({ severity }) => severity === "error")).toEqual([
        expect.objectContaining({
          code: "baseline/row-in-the-way",
          object: table,
          message: expect.stringMatching(words),
        }),
      ]);
      expect(await site.digest()).toEqual(before);
    }),
  );

  test("but for what does no harm: rows of a history that was given up, and edited files", () =>
    onPushed(async (site) => {
      await site.query(`${ddl}; insert into ${table} (hash, created_at) values ('old', 17), ('other text', 1000)`);
      const report = await record(site);
      expect(report.verdict).toBe("recorded");
      expect(report.findings.map(({ code, severity, object }) => `${severity} ${code} ${object}`)).toEqual([
        "warning ledger/edited 0000_people",
        `warning ledger/missing ${table}`,
      ]);
      expect(report.rows.map(({ migration, sha256, state }) => [migration, sha256?.slice(0, 10), state])).toEqual([
        ["0000_people", "other text", "there"],
        ["0001_ages", expect.any(String), "written"],
      ]);
      expect(await site.ledger()).toMatchObject([{ hash: "old" }, { hash: "other text" }, { created_at: 2000 }]);
      expect(await site.migrate()).toBe("ok");
    }));

  test("a history whose next migration no database would run is to blame itself", async () => {
    const entries = [1000, 2000, 1500].map((when, idx) => ({ tag: Object.keys(history)[idx], when, idx }));
    await onPushed(
      async (site) => {
        const report = await record(site);
        expect(errors(report)).toEqual(["baseline/history drizzle"]);
        expect(report.findings[0]?.message).toMatch(/never run 0002_towns/);
      },
      { beside: { "drizzle/meta/_journal.json": JSON.stringify({ entries }) } },
    );
  });
});

describe("the ledger", () => {
  test.for([
    ["is there, and empty", ddl],
    ["has its schema, but no table", "create schema drizzle"],
    ["has a part of the rows", `${ddl}; insert into ${table} (hash, created_at) values ('HASH', 1000)`],
  ] as const)("%s", async ([, sql]) => {
    const rows = await onSite(server, Object.fromEntries(Object.entries(history).slice(0, 2)), {}, async (site) => {
      await site.migrate();
      return site.ledger();
    });
    await onPushed(async (site) => {
      const [{ hash }] = rows as [{ hash: string }];
      await site.query(sql.replace("HASH", hash));
      const { verdict, findings } = await record(site);
      expect({ verdict, findings }).toEqual({ verdict: "recorded", findings: [] });
      expect(await site.ledger()).toEqual(rows);
      expect(await site.migrate()).toBe("ok");
    });
  });

  test.for([
    { schema: "public", table: "drizzle_migrations" },
    { schema: "My Schema", table: "Léger; table" },
  ])("is where drizzle.config.ts says: $schema, $table", async (ledger) => {
    const rows = await onSite(server, history, { ledger }, async (site) => {
      expect(await site.migrate()).toBe("ok");
      return site.ledger();
    });
    await onPushed(
      async (site) => {
        expect(await record(site)).toMatchObject({ verdict: "recorded", findings: [], ledger });
        expect(await site.ledger()).toEqual(rows?.slice(0, 2));
        expect(await site.migrate()).toBe("ok");
        expect(await site.ledger()).toEqual(rows);
      },
      { ledger },
    );
  });

  test("may have quotes in its name, and the tables as well", () =>
    onSite(
      server,
      { "0000_odd": 'create schema "My ""Schema"""; create table "My ""Schema"""."Tä""ble\'s" ("Col umn" int)' },
      { ledger: { schema: 'Our "Schema"', table: "it's" } },
      async (site) => {
        await site.query('create schema "My ""Schema"""; create table "My ""Schema"""."Tä""ble\'s" ("Col umn" int)');
        expect(await record(site, { to: "0000_odd" })).toMatchObject({ verdict: "recorded", findings: [] });
        expect(await site.ledger()).toHaveLength(1);
        expect(await record(site, { to: "0000_odd" })).toMatchObject({ verdict: "unchanged", findings: [] });
      },
    ));

  test("may be that of numbered files", () =>
    onPushed(
      async (site) => {
        const options = { folder: "legacy", to: "002_ages" };
        expect(await record(site, options)).toMatchObject({
          verdict: "recorded",
          findings: [],
          next: { runs: ["003_towns"] },
        });
        expect(
          await site.query("select version, name, executed_at is not null as timed from schema_migrations"),
        ).toEqual([
          { version: "001", name: "001_people", timed: true },
          { version: "002", name: "002_ages", timed: true },
        ]);
        expect(await record(site, options)).toMatchObject({ verdict: "unchanged" });
      },
      {
        beside: {
          "legacy/001_people.sql": history["0000_people"],
          "legacy/002_ages.sql": history["0001_ages"].replace("--> statement-breakpoint", ""),
          "legacy/003_towns.sql": history["0002_towns"],
        },
      },
    ));
});

describe("what is said beside", () => {
  test("that nothing proves a migration which changes rows only", () =>
    onSite(server, { ...history, "0002_fill": "update people set age = 1" }, {}, async (site) => {
      await site.query(`${made}; ${history["0002_towns"]}`);
      const { verdict, findings } = await baseline({ ...site.options, to: "0002_fill" });
      expect(verdict).toBe("unconfirmed");
      expect(findings).toMatchObject([{ code: "baseline/no-trace", severity: "warning", object: "0002_fill" }]);
    }));

  test("that a later migration will not find constraints by their names, and which they are", () => {
    const columns = [..."abcdefg"];
    const uniques = (name: string) => columns.map((column) => `constraint ${name}_${column} unique (${column})`);
    const table = (name: string) =>
      `create table things (${columns.map((column) => `${column} int`).join(", ")}, ${uniques(name).join(", ")})`;
    const files = { "0000_things": table("key"), "0001_no_g": "alter table things drop constraint key_g" };
    return onSite(server, files, {}, async (site) => {
      await site.query(table("other").replace("other_a", '"Other A"'));
      const { verdict, findings } = await record(site, { to: "0000_things" });
      expect({ verdict, codes: findings.map(({ code, severity }) => `${severity} ${code}`) }).toEqual({
        verdict: "recorded",
        codes: ["warning baseline/other-names"],
      });
      expect(findings[0]?.message).toMatch(
        /^7 constraints .* public\.things\."Other A" is key_a there, .* and 1 more\./,
      );
      expect(await site.migrate()).toMatch(/^42704/);
      const [rename] = /ALTER TABLE .* TO key_a(?=\.)/.exec(findings[0]?.remedy ?? "") ?? [];
      await site.query(rename ?? "");
      const { findings: then } = await record(site, { to: "0000_things" });
      expect(then[0]?.message).toMatch(/^6 constraints (?!.*key_a)/);
    });
  });

  test("that the ledger's place is a guess, where drizzle.config.ts does not load", () =>
    onPushed(
      async (site) => {
        const { findings } = await baseline({ ...site.options, to });
        expect(findings).toMatchObject([{ code: "history/config-unreadable", severity: "warning" }]);
      },
      { beside: { "drizzle.config.ts": "throw new Error('no DATABASE_URL')" } },
    ));
});
