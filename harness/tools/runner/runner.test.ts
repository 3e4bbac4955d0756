import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { open } from "../../database/connect.ts";
import { connect, withClient } from "../../database/index.ts";
import { startTestServer } from "../../database/test-server.fixture.ts";
import { speakTls } from "../../database/tls.fixture.ts";
import type { Database, Server } from "../../model/database.ts";
import type { History } from "../../model/history.ts";
import type { LedgerRead } from "../../model/ledger.ts";
import { sound, withFiles } from "../drizzle/sample.fixture.ts";
import { findTool, type MigrationTool, type Replayed } from "../index.ts";
import { withRunner } from "./index.ts";
import { listening, type Reached } from "./listen.ts";

let server: Server;
let owner: string;

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.createOwner();
});
afterAll(() => server?.stop());

interface Project {
  readonly root: string;
  readonly tool: MigrationTool;
  readonly history: History;
  readonly database: Database;
  /** Lets the project's command run the first so many migrations. */
  run(count?: number, after?: (id: string, client: pg.Client) => Promise<void>): Promise<Replayed>;
  ledger(): Promise<LedgerRead>;
}

interface Given {
  readonly files: Readonly<Record<string, string>>;
  readonly command?: string;
  readonly variable?: string;
  readonly milliseconds?: number;
  readonly git?: boolean;
  /** The project's folder below the repository's top. */
  readonly at?: string;
}

const commands = { "node_modules/.keep": "" };

/** A project on disk with packages, and a database for it. */
async function inProject(given: Given, use: (project: Project) => Promise<void>): Promise<void> {
  const { files, command = "node runner.mjs", variable = "DATABASE_URL", milliseconds = 60_000 } = given;
  await withFiles({ ...commands, ...files }, async (root) => {
    for (const name of ["pg", "drizzle-orm"])
      await symlink(join(import.meta.dirname, "../../../node_modules", name), join(root, "node_modules", name));
    if (given.git === true) {
      const git = (...args: readonly string[]) =>
        execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd: root });
      git("init", "--quiet");
      git("add", "--all");
      git("commit", "--quiet", "--message", "as it is");
    }
    const own = join(root, given.at ?? ".");
    const folder = join(own, "db");
    const database = await server.create(owner);
    const found = await findTool(folder);
    const tool = withRunner(found, { command, variable, folder: own }, milliseconds);
    const history = await tool.read(folder, root);
    const { location: ledger } = await tool.ledger(history);
    const open = (): Promise<pg.Client> => connect(database, "owner");
    await use({
      root,
      tool,
      history,
      database,
      run: (count = history.migrations.length, after) =>
        tool.replay(history, history.migrations.slice(0, count), {
          ledger,
          connect: open,
          ...(after === undefined ? {} : { after }),
        }),
      ledger: () => withClient(database, "owner", (client) => tool.readLedger(client, ledger)),
    });
  });
}

/** What many projects have: numbered files, a table of their own, and a way of telling errors. */
function runner(given: { readonly onError?: string; readonly folder?: string; readonly atEnd?: string } = {}): string {
  const { onError = "throw error;", folder = "new URL('./db/', import.meta.url)", atEnd = "" } = given;
  return `import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
await client.query("create table if not exists schema_migrations (version int primary key, name text, executed_at timestamptz default now())");
const folder = ${folder};
for (const file of readdirSync(folder).filter((name) => name.endsWith(".sql")).sort()) {
  const version = Number.parseInt(file, 10);
  const { rowCount } = await client.query("select from schema_migrations where version = $1", [version]);
  if (rowCount > 0) continue;
  try {
    await client.query(readFileSync(new URL(file, folder), "utf8"));
  } catch (error) {
    ${onError}
  }
  await client.query("insert into schema_migrations (version, name) values ($1, $2)", [version, file]);
}
${atEnd}
await client.end();
`;
}

const three = {
  "db/001_a.sql": "create table people (id int);",
  "db/002_b.sql": "alter table people add name text;",
  "db/003_c.sql": "alter table people add age int;",
};

test("the project's own command runs what it is shown, a part and then the rest", async () => {
  await inProject({ files: { ...three, "runner.mjs": runner() } }, async ({ tool, history, run, ledger }) => {
    const done = { failure: null, swallowed: [], notices: [], migrator: "node runner.mjs" };
    expect(await run(1)).toEqual({ ...done, ran: ["001_a"] });
    expect(tool.predict(history, await ledger())).toMatchObject({
      migrator: "node runner.mjs",
      runs: ["002_b", "003_c"],
    });
    expect(await run()).toEqual({ ...done, ran: ["002_b", "003_c"] });
    expect(await run()).toEqual({ ...done, ran: [] });
    expect((await ledger()).rows.map(({ id, name }) => [id, name])).toEqual([
      ["1", "001_a.sql"],
      ["2", "002_b.sql"],
      ["3", "003_c.sql"],
    ]);
  });
});

test("whoever wants to see each state sees it, with a run for each", async () => {
  await inProject({ files: { ...three, "runner.mjs": runner() } }, async ({ run }) => {
    const seen: string[] = [];
    await run(1);
    const { ran } = await run(3, async (id, client) => {
      const { rows } = await client.query(
        "select attname from pg_attribute where attrelid = 'people'::regclass and attnum > 0",
      );
      seen.push(`${id} ${rows.length}`);
    });
    expect({ ran, seen }).toEqual({ ran: ["002_b", "003_c"], seen: ["002_b 2", "003_c 3"] });
  });
});

test("a command that swallows errors is told by its ledger: it recorded them", async () => {
  const files = {
    ...three,
    "db/002_b.sql": "alter table nobody add name text;",
    "runner.mjs": runner({ onError: "" }),
  };
  await inProject({ files }, async ({ tool, history, run, ledger }) => {
    const refused = {
      sqlstate: "42P01",
      message: 'relation "nobody" does not exist (node runner.mjs recorded the migration all the same)',
    };
    const swallowed = [{ migration: "002_b", sql: files["db/002_b.sql"], failure: expect.objectContaining(refused) }];
    expect(await run()).toMatchObject({ failure: null, swallowed, ran: ["001_a", "002_b", "003_c"] });
    expect(tool.claims(history, await ledger()).map(({ state }) => state)).toEqual(["applied", "applied", "applied"]);
  });
});

test("a command that fails at the database names the migration that it did not record", async () => {
  const files = { ...three, "db/002_b.sql": "alter table nobody add name text;", "runner.mjs": runner() };
  await inProject({ files }, async ({ run }) => {
    expect(await run()).toMatchObject({
      ran: ["001_a"],
      failure: {
        migration: "002_b",
        sql: files["db/002_b.sql"],
        failure: { sqlstate: "42P01", message: 'relation "nobody" does not exist' },
      },
    });
  });
});

test("a command that ends well, and leaves out what failed, has failed", async () => {
  const onError = "console.error('skipped'); continue;";
  const files = { ...three, "db/002_b.sql": "alter table nobody add name text;", "runner.mjs": runner({ onError }) };
  await inProject({ files }, async ({ run }) => {
    expect(await run()).toMatchObject({ failure: { migration: "002_b" }, ran: ["001_a", "003_c"] });
  });
});

test("one that ends badly after all is recorded has run all", async () => {
  const files = { ...three, "runner.mjs": runner({ atEnd: "process.exitCode = 3;" }) };
  await inProject({ files }, async ({ run }) => {
    expect(await run()).toMatchObject({ failure: null, ran: ["001_a", "002_b", "003_c"] });
  });
});

test("Drizzle by a script of the project's, of a package below the repository's top", async () => {
  const script = `import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
const db = drizzle(process.env.POSTGRES_URL);
await migrate(db, { migrationsFolder: "db" });
await db.$client.end();`;
  const sample = Object.entries(sound({ "0000_a": "select 1", "0001_b": "select 2", "0002_c": "select 3" }));
  const migrations = Object.fromEntries(sample.map(([name, text]) => [`packages/api/db/${name}`, text]));
  const scripts = JSON.stringify({ scripts: { migrate: "node migrate.mjs" } });
  const files = { "packages/api/migrate.mjs": script, "packages/api/package.json": scripts, ...migrations };
  const given = { files, command: "npm run --silent migrate", variable: "POSTGRES_URL", git: true, at: "packages/api" };
  await inProject(given, async ({ history, run, ledger }) => {
    expect(history.findings).toEqual([]);
    expect(await run(2)).toMatchObject({ failure: null, ran: ["0000_a", "0001_b"] });
    expect(await run(3)).toMatchObject({ failure: null, ran: ["0002_c"] });
    expect((await ledger()).rows).toHaveLength(3);
  });
});

test("a command that reads its migrations from elsewhere is refused", async () => {
  await withFiles({ "001_a.sql": "select 1;", "002_b.sql": "select 2;", "003_c.sql": "select 3;" }, async (other) => {
    const folder = `new URL(${JSON.stringify(`file://${other}/`)})`;
    await inProject({ files: { ...three, "runner.mjs": runner({ folder }) } }, async ({ run }) => {
      await expect(run(1)).rejects.toMatchObject({
        kind: "input",
        code: "input/runner-ignores-folder",
        message: "node runner.mjs recorded 002_b, which the folder that it was given does not hold.",
      });
    });
  });
});

test("a command that does not end is ended, with all that it started", async () => {
  await withFiles({}, async (place) => {
    const pid = join(place, "pid");
    const command = `sleep 3600 & echo $! > ${pid}; sleep 3600`;
    await inProject({ files: three, command, milliseconds: 300 }, async ({ run }) => {
      await expect(run()).rejects.toMatchObject({ kind: "input", code: "input/runner-hangs" });
    });
    const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", (await readFile(pid, "utf8")).trim()]);
    // A dead process may wait for somebody to take note of it.
    expect(String(stdout).trim()).toMatch(/^(Z.*)?$/);
  });
});

test.for<readonly [what: string, command: string, message: string]>([
  ["is not there", "holdfast-no-such-command", "not found"],
  [
    "fails on its own",
    "node -e \"throw new Error('no postgres://me:s3cret@h/d there')\"",
    "and did not record 001_a: Error: no <url> there",
  ],
  ["says nothing", "exit 7", "ended with 7, and did not record 001_a: it printed nothing"],
  ["fails below npm", "npm run nothing-of-that-name", "npm error Missing script"],
  ["has a password", "DB_PASSWORD=s3cret sh -c 'exit 7'", "DB_PASSWORD=*** sh -c 'exit 7' ended with 7"],
  ["prints a password", `echo '{"password": "s3cret", "user": "me"}'; exit 1`, `{"password": ***, "user": "me"}`],
  ["prints an address", "echo is postgres://me:s3cret@h/d up?; exit 1", "is <url> up?"],
])("a command that %s is told as one", async ([, command, message]) => {
  await inProject({ files: { ...three, "package.json": "{}" }, command }, async ({ run }) => {
    const error: unknown = await run().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      kind: "input",
      code: "input/runner-failed",
      message: expect.stringContaining(message),
    });
    expect(JSON.stringify(error)).not.toContain("s3cret");
  });
});

test("one that ends well without a ledger is told as that: another table, or nothing at all", async () => {
  const elsewhere = runner().replaceAll("schema_migrations", "own_migrations");
  for (const text of [elsewhere, ""]) {
    await inProject({ files: { ...three, "runner.mjs": text } }, async ({ run }) => {
      await expect(run()).rejects.toMatchObject({
        kind: "input",
        code: "input/runner-without-ledger",
        message: expect.stringContaining("there is no public.schema_migrations where it recorded 001_a"),
      });
    });
  }
});

test("a command that demands encryption, as production does, runs all the same", async () => {
  const demanding = runner().replace(
    "process.env.DATABASE_URL",
    "process.env.DATABASE_URL, ssl: { rejectUnauthorized: false }",
  );
  expect(demanding).toContain("ssl:");
  await inProject({ files: { ...three, "runner.mjs": demanding } }, async ({ run }) => {
    expect(await run()).toMatchObject({ failure: null, ran: ["001_a", "002_b", "003_c"] });
  });
});

test("a command ends with the server that it runs on, as an interrupted run takes it away", async () => {
  const script = `import pg from "pg";
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
await client.end();
setInterval(() => {}, 1000);`;
  await inProject({ files: { ...three, "runner.mjs": script }, milliseconds: 30_000 }, async ({ run }) => {
    await expect(run()).rejects.toMatchObject({ code: "57P01" });
  });
});

test("what only another migrator refuses is no damage of the files", async () => {
  const files = {
    "db/001_a.sql": "\\set x 1\nselect :x;",
    "db/002_b.sql": "vacuum; vacuum;",
    "runner.mjs": runner(),
  };
  await inProject({ files }, async ({ root, tool }) => {
    const asked = { folder: join(root, "db"), label: "db", base: null, now: 0 };
    expect((await tool.inspect(asked)).findings).toEqual([]);
    expect((await (await findTool(asked.folder)).inspect(asked)).findings).toHaveLength(3);
  });
});

test("the command sees the scratch database only: no variable and no file tells it of another", async () => {
  const script = `import { existsSync } from "node:fs";
const told = Object.entries(process.env).filter(([name, value]) => /^PG/.test(name) || value.includes("production"));
process.stdout.write(JSON.stringify({ told, file: existsSync(".env"), same: process.env.READ_URL === process.env.DATABASE_URL }));
process.exit(1);`;
  const files = { ...three, "look.mjs": script, ".env": "DATABASE_URL=postgres://production" };
  vi.stubEnv("PGHOST", "production");
  vi.stubEnv("PGPASSWORD", "s3cret");
  vi.stubEnv("READ_URL", "postgresql://me:s3cret@production/db");
  vi.stubEnv("DATABASE_URL", "postgresql://me:s3cret@production/db");
  try {
    await inProject({ files, command: "node look.mjs", git: true }, async ({ run }) => {
      const error: unknown = await run().catch((reason: unknown) => reason);
      const message = expect.stringContaining(JSON.stringify({ told: [], file: false, same: true }));
      expect(error).toMatchObject({ code: "input/runner-failed", message });
    });
  } finally {
    vi.unstubAllEnvs();
  }
});

test("what it writes stays in the copy", async () => {
  const files = {
    ...three,
    "runner.mjs": `${runner()}\nimport { writeFileSync } from "node:fs"; writeFileSync("made.txt", "");`,
  };
  await inProject({ files, git: true }, async ({ root, run }) => {
    await run();
    expect(existsSync(join(root, "made.txt"))).toBe(false);
  });
});

test("migrations that are of another project are refused", async () => {
  await withFiles(three, async (other) => {
    await inProject({ files: { ...three, "runner.mjs": runner() } }, async ({ root, database }) => {
      const folder = join(other, "db");
      const tool = withRunner(await findTool(folder), { command: "true", variable: "X", folder: root });
      const history = await tool.read(folder, root);
      const { location: ledger } = await tool.ledger(history);
      const replayed = tool.replay(history, history.migrations, { ledger, connect: () => connect(database, "owner") });
      await expect(replayed).rejects.toMatchObject({ kind: "input", code: "input/runner-elsewhere" });
    });
  });
});

test("what a server refuses is heard on the way to it, also where that is encrypted", async () => {
  const database = await server.create(owner);
  const settings = database.settings("owner");
  async function asked(tls: Reached["tls"]): Promise<unknown> {
    const { host, port } = settings;
    return listening({ host, port, tls }, async (here, refusals) => {
      const client = await open({ ...settings, ...here });
      const { rows } = await client.query("select ssl from pg_stat_ssl where pid = pg_backend_pid()");
      await client.query("select $1::int / 0", [1]).catch(() => undefined);
      await client.query(`select ${"'x', ".repeat(100_000)} nothing`).catch(() => undefined);
      await client.query("select 1");
      await client.end();
      return [rows[0]?.ssl, ...refusals().map(({ failure, sql }) => [failure.sqlstate, sql.slice(0, 20)])];
    });
  }
  const refused = [
    ["22012", "select $1::int / 0"],
    ["42703", "select 'x', 'x', 'x'"],
  ];
  expect(await asked(null)).toEqual([false, ...refused]);
  await expect(asked({ rejectUnauthorized: false })).rejects.toThrow();
  await speakTls(database.settings("superuser"));
  expect(await asked({ rejectUnauthorized: false })).toEqual([true, ...refused]);
  await expect(asked({})).rejects.toThrow();
});
