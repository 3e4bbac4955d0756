import { execFile } from "node:child_process";
import { cp, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Built, build, folderOf } from "./cli/built.fixture.ts";
import { parseCheck } from "./cli/options/check.ts";
import { parseClean } from "./cli/options/clean.ts";
import { parseDoctor } from "./cli/options/doctor.ts";
import { parseGuard } from "./cli/options/guard.ts";
import { parseInit } from "./cli/options/init.ts";
import { parseBaseline, parseDrift, parseSnapshot, parseStatus } from "./cli/options/live.ts";
import { parseVerify } from "./cli/options/verify.ts";
import { withClient } from "./database/index.ts";
import { addressOf } from "./database/lent.fixture.ts";
import { skip } from "./database/skip.fixture.ts";
import { testServer, testWhere } from "./database/test-server.fixture.ts";
import type { Server } from "./model/database.ts";
import { blocksIn, type Command, commandsIn, notPrinted, ownPages, root } from "./pages.fixture.ts";
import { runs } from "./runs.fixture.ts";
import { identifier } from "./sql/quote.ts";

const parsers: Readonly<Record<string, (args: readonly string[]) => unknown>> = {
  verify: parseVerify,
  check: parseCheck,
  status: parseStatus,
  drift: parseDrift,
  snapshot: parseSnapshot,
  baseline: parseBaseline,
  guard: parseGuard,
  clean: parseClean,
  doctor: parseDoctor,
  init: parseInit,
};

const commands = Object.entries(await ownPages()).flatMap(([page, text]) => blocksIn(page, text).flatMap(commandsIn));

/** Commands that the command line would not take, as "page:line command: words". */
function refused(given: readonly Command[]): readonly string[] {
  return given.flatMap(({ page, line, text, args: [name = "", ...rest] }) => {
    try {
      const parse = parsers[name];
      if (parse === undefined) return [`${page}:${line} ${text}: there is no such command`];
      parse(rest);
      return [];
    } catch (error) {
      return [`${page}:${line} ${text}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}

test("every command in the pages is one that the command line takes", () => {
  expect(commands.length).toBeGreaterThan(50);
  expect(refused(commands)).toEqual([]);
});

test("a command that is not is told with its page and line", () => {
  const page = "# Page\n\n```sh\nnpm ci && npx holdfast verfy\nnpx holdfast check --bass main   # words\n```\n";
  expect(refused(blocksIn("docs/page.md", page).flatMap(commandsIn))).toEqual([
    "docs/page.md:4 npx holdfast verfy: there is no such command",
    expect.stringMatching(/^docs\/page\.md:5 npx holdfast check --bass main: .*Unknown option '--bass'/),
  ]);
});

// Each takes a second or more: `npm run test:deep`. The guide has a walk of its own, and the incidents have their scenarios.
describe.runIf(runs(1) > 1)("run in a project that has what the pages name", () => {
  const deployed = {
    "0000_customers": "create table customers (id integer primary key, name text not null, code text)",
    "0016_audit": "create table audit (id integer primary key, customer_id integer references customers, said text)",
  };
  const inMain = { ...deployed, "0043_drop_code": "alter table customers drop column code" };
  const files = {
    ...folderOf("deployed", deployed),
    ...folderOf("drizzle", inMain),
    ...folderOf("apps/api/drizzle", deployed),
    "apps/api/package.json": '{ "private": true }',
    "db/001_customers.sql": deployed["0000_customers"],
    "db/002_drop_code.sql": inMain["0043_drop_code"],
    "schema.ts": "export {};",
    "drizzle.config.ts": 'export default { dialect: "postgresql", schema: "./schema.ts", out: "./drizzle" };',
    "holdfast.config.mjs": `export default ${JSON.stringify({ migrations: "drizzle", ...testWhere })};`,
    ".gitignore": "node_modules\n",
  };
  let built: Built;
  let server: Server;
  let variables: Readonly<Record<string, string>>;

  beforeAll(async () => {
    [built, server] = await Promise.all([build(), testServer()]);
    await built.write(files);
    const kit = "node_modules/drizzle-kit";
    await symlink(join(root, kit), join(built.folder, kit), "dir");
    const incident = "scenarios/dropped-columns/migrations";
    await cp(join(root, incident), join(built.folder, incident), { recursive: true });
    variables = await addresses();
    await built.holdfast(["snapshot", "drizzle", "--url", "env:DATABASE_URL", "--statistics"], variables);
    // Nobody is there to be asked: where all is written already, it does not ask.
    await built.holdfast(["init", "--yes"]);
    await git("init", "--quiet", "--initial-branch", "main");
    await commit("as it was");
    await git("update-ref", "refs/remotes/origin/main", "HEAD");
    await built.write(folderOf("drizzle", { ...inMain, "0044_towns": "alter table customers add column town text" }));
    await commit("towns");
  });
  afterAll(async () => {
    await server?.stop();
    await built?.remove();
  });

  const git = (...args: readonly string[]) => promisify(execFile)("git", args, { cwd: built.folder });

  async function commit(message: string): Promise<void> {
    await git("add", "--all");
    await git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", message);
  }

  /** Of databases named shop and staging, which ran all up to 0016_audit, and of their server. */
  async function addresses(): Promise<Readonly<Record<string, string>>> {
    const owner = await server.createOwner();
    const [made, other] = [await server.create(owner), await server.create(owner)];
    const { user, password, host, port, database } = made.settings("owner");
    await withClient(made, "owner", (client) =>
      migrate(drizzle(client), { migrationsFolder: join(built.folder, "deployed") }),
    );
    await withClient(other, "superuser", async (client) => {
      for (const name of ["shop", "staging"]) {
        await client.query(`create database ${name} template ${identifier(database)} owner ${identifier(user)}`);
      }
    });
    const shop = `postgres://${user}:${password}@${host}:${port}/shop`;
    const any = await addressOf(server);
    const admin = any.replace(/\/postgres$/, "/shop");
    return { DATABASE_URL: shop, PRODUCTION_URL: shop, ADMIN_URL: admin, SCRATCH_URL: any, STAGING_URL: any };
  }

  const here = commands.filter(({ page }) => !/^docs\/(guide\.md|incidents\/)/.test(page));
  test.for(here)("$page:$line $text", async ({ text, args, shown }, context) => {
    if (text === "npx holdfast clean") skip(context, "it would remove what somebody keeps on this machine");
    if (text.includes("testcontainers") && testWhere.provider === "embedded")
      skip(context, "this run is to need no container");
    await git("checkout", "--quiet", ".");
    await git("clean", "--force", "-d", "--quiet");
    const { code, stdout, stderr } = await built.holdfast(args, variables);
    expect([0, 1], stdout + stderr).toContain(code);
    expect(notPrinted(shown ?? [], stdout.split("\n")), stdout).toEqual([]);
  });
});
