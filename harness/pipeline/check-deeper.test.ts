import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import type { CheckReport } from "../model/report.ts";
import { kit, type Major } from "../tools/drizzle/kit.fixture.ts";
import { withFiles } from "../tools/drizzle/sample.fixture.ts";
import { type CheckOptions, check } from "./check.ts";
import { change, commit, read, said, type Workshop, withAge, wordsOf, workshop } from "./check-deeper.fixture.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

async function replayed(root: string, options: Partial<CheckOptions> = {}): Promise<CheckReport> {
  const report = await check({ folder: "drizzle", cwd: root, server, replay: true, ...options });
  expect(report.replayedOn).toContain(`PostgreSQL ${server.version}`);
  return report;
}

const byHand = `create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update on people for each row execute function touch();
create index people_age on people (age);
create table extra (id serial primary key, note text);
alter table people force row level security;`;

describe.for<Major>([0, 1])("a project on drizzle-kit %i", (major) => {
  if (major === 1) console.warn("skipped: drizzle-kit 1: what hangs on the project, and not on the major version");
  let shop: Workshop;

  beforeAll(async () => {
    shop = await workshop(major);
  });
  afterAll(() => shop?.remove());

  test("a history whose last snapshot is what it leaves", () =>
    shop.use(shop.files, async (root) => {
      expect(await replayed(root)).toMatchObject({ verdict: "sound", findings: [] });
    }));

  test("a snapshot short of a column: the migrations make it, which is a warning", () =>
    shop.use(
      shop.withHead((text) => withAge(major, text, null)),
      async (root) => {
        const report = await replayed(root);
        expect(said(report)).toEqual(["warning snapshot-differs public.people.age"]);
        expect(report.verdict).toBe("sound");
        expect(wordsOf(report, "snapshot-differs")).toMatch(/^the migrations make column public\.people\.age/);
      },
    ));

  test("a column more, and one of another type", () =>
    shop.use(
      shop.withHead((text) => {
        const more = withAge(major, text, (column) => ({ ...column, name: "nick" }), true);
        return withAge(major, more, (column) => (column.name === "age" ? { ...column, type: "bigint" } : column));
      }),
      async (root) => {
        const { findings, verdict } = await replayed(root);
        expect(said({ findings })).toEqual([
          "error snapshot-differs public.people.age",
          "error snapshot-differs public.people.nick",
        ]);
        expect(verdict).toBe("damaged");
        const [age, nick] = findings.map(({ message }) => message);
        expect(age).toMatch(/type.* integer by the migrations, bigint in the snapshot/);
        expect(nick).toContain("no migration makes it");
      },
    ));

  test("SQL by hand is no error: what snapshots could hold is a warning, the rest a note", () =>
    shop.use({ ...shop.custom, [shop.last(shop.custom, "sql")]: byHand }, async (root) => {
      const report = await replayed(root);
      const file = shop.last(shop.custom, "snapshot");
      expect(said(report)).toEqual([
        "warning snapshot-differs public.people.people_age",
        "warning snapshot-differs public.extra",
        "warning lint/lock-for-index public.people",
        `note beyond-snapshot ${file}`,
      ]);
      expect(wordsOf(report, "beyond-snapshot")).toContain("table public.people");
      expect(wordsOf(report, "beyond-snapshot")).toContain("routine public.touch()");
      expect(wordsOf(report, "beyond-snapshot")).toContain("trigger public.people.touched");
    }));

  test("a history that does not replay", () =>
    shop.use(
      {
        ...shop.files,
        [shop.last(shop.files, "sql")]: "select 1;--> statement-breakpoint\nalter table nobody add x int;",
      },
      async (root) => {
        const report = await replayed(root);
        expect(said(report)).toEqual([expect.stringMatching(/^error replay-failed \d+_b_age$/)]);
        expect(wordsOf(report, "replay-failed")).toContain('relation "nobody" does not exist');
        expect(report.findings[0]?.at).toMatchObject({ file: shop.last(shop.files, "sql"), line: 2 });
      },
    ));

  test("a snapshot whose SQL is refused is not compared, and a history with it can still be sound", () =>
    shop.use(
      shop.withHead((text) => withAge(major, text, (column) => ({ ...column, type: "nothing_known" }))),
      async (root) => {
        const report = await replayed(root);
        expect(said(report)).toEqual([`warning snapshot-unusable ${shop.last(shop.files, "snapshot")}`]);
        expect(wordsOf(report, "snapshot-unusable")).toContain('type "nothing_known" does not exist');
      },
    ));

  test.runIf(major === 0)("a snapshot that drizzle-kit makes nothing of", () =>
    shop.use(
      shop.withHead(() => "{"),
      async (root) => {
        const report = await replayed(root);
        expect(said(report).map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
          "error snapshot-unreadable",
          "warning snapshot-unusable",
        ]);
        expect(wordsOf(report, "snapshot-unusable")).toContain("drizzle-kit makes nothing of it");
      },
    ),
  );

  test("without the last snapshot the replay is all there is", () =>
    shop.use(shop.files, async (root) => {
      await change(root, { [shop.last(shop.files, "snapshot")]: null });
      expect(said(await replayed(root)).map((line) => line.split(" ")[1])).toEqual([
        major === 0 ? "snapshot-missing" : "snapshot-unreadable",
      ]);
    }));

  test.runIf(major === 0)("a file that goes away meanwhile is named", () =>
    shop.use(shop.files, async (root) => {
      const file = shop.last(shop.files, "sql");
      const say = (line: string): void => void (line.startsWith("replaying") && rmSync(join(root, file)));
      await expect(replayed(root, { say })).rejects.toMatchObject({
        kind: "input",
        code: "input/file-gone",
        message: expect.stringContaining(file),
      });
    }),
  );

  test("with a base, what was so then is a note, also below a new migration", () =>
    shop.use(
      shop.withHead((text) => withAge(major, text, (column) => ({ ...column, type: "bigint" }))),
      async (root) => {
        commit(root);
        const old = "note snapshot-differs public.people.age";
        const report = await replayed(root, { base: "main" });
        expect(said(report)).toEqual([old]);
        expect(wordsOf(report, "snapshot-differs")).toContain("(old: main has it, too)");
        await kit(root, ["generate", "--custom", "--name", "c_more"]);
        await change(root, { [shop.last(await read(root), "sql")]: "alter table people add column extra text;" });
        const added = "warning snapshot-differs public.people.extra";
        expect(said(await replayed(root, { base: "main" }))).toEqual([added, old]);
      },
    ));

  test.runIf(major === 0)("a snapshot that was changed since the base is not old", () =>
    shop.use(shop.files, async (root) => {
      commit(root);
      await change(
        root,
        shop.withHead((text) => withAge(major, text, (column) => ({ ...column, type: "bigint" }))),
      );
      expect(said(await replayed(root, { base: "main" }))).toEqual(["error snapshot-differs public.people.age"]);
    }),
  );
});

describe("whatever the tool", () => {
  const files = { "db/001_people.sql": "create table people (id int primary key);", "db/002_age.sql": "select 1;" };

  test("numbered files have no snapshot, and nothing writes them", () =>
    withFiles(files, async (root) => {
      const report = await replayed(root, { folder: "db", generate: true });
      expect(report).toMatchObject({ verdict: "sound", findings: [] });
    }));

  test("what keeps a history from being read is told, not thrown", () =>
    withFiles({ "db/meta/_journal.json": "{" }, async (root) => {
      const report = await check({ folder: "db", cwd: root, server, replay: true, generate: true });
      expect(report).toMatchObject({ verdict: "damaged", findings: [{ code: "history/journal-unreadable" }] });
      expect(report.replayedOn).toBeUndefined();
    }));

  test("a signal ends the replay, and takes its databases away", () =>
    withFiles({ ...files, "db/003_wait.sql": "select pg_sleep(600);" }, async (root) => {
      const before = await databases();
      const controller = new AbortController();
      const run = check({ folder: "db", cwd: root, server, replay: true, signal: controller.signal });
      const ended = expect(run).rejects.toMatchObject({ kind: "environment" });
      await expect.poll(waiting, { timeout: 30_000 }).toEqual(["yes"]);
      controller.abort();
      await ended;
      expect(await databases()).toEqual(before);
    }));
});

/** Those of the server, but for what it keeps itself. */
function databases(): Promise<readonly string[]> {
  return asked("select datname as name from pg_database where datname <> current_database() order by 1");
}

/** "yes" for each session that is in the migration which does not end. */
function waiting(): Promise<readonly string[]> {
  return asked(
    "select 'yes' as name from pg_stat_activity where query like '%pg_sleep(600)%' and pid <> pg_backend_pid()",
  );
}

async function asked(sql: string): Promise<readonly string[]> {
  const owner = await server.createOwner();
  const own = await server.create(owner);
  const { rows } = await withClient(own, "superuser", (client) => client.query<{ name: string }>(sql));
  await server.drop(own);
  await server.dropOwner(owner);
  return rows.map(({ name }) => name);
}
