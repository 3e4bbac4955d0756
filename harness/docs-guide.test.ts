import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Built, build, once } from "./cli/built.fixture.ts";
import { withClient } from "./database/index.ts";
import { addressOf } from "./database/lent.fixture.ts";
import { testArguments, testServer } from "./database/test-server.fixture.ts";
import type { Server } from "./model/database.ts";
import { type Block, blocksIn, type Command, commandsIn, notPrinted, root } from "./pages.fixture.ts";
import { runs } from "./runs.fixture.ts";
import { identifier } from "./sql/quote.ts";

const steps = blocksIn("docs/guide.md", await readFile(join(root, "docs/guide.md"), "utf8"));

// About thirty commands, one after the other: `npm run test:deep`.
describe.runIf(runs(1) > 1)("walked through from its beginning, the guide", () => {
  let built: Built;
  let server: Server;
  beforeAll(async () => {
    [built, server] = await Promise.all([build(), testServer()]);
    await built.write({
      "package.json": '{ "name": "shop", "private": true, "type": "module", "devDependencies": { "vitest": "*" } }',
      "drizzle.config.ts": 'export default { dialect: "postgresql", schema: "./src/schema.ts", out: "./drizzle" };',
      ".gitignore": "node_modules\n",
    });
    await shell("git init --quiet --initial-branch main");
    // As if it were pushed after each commit.
    await shell("git symbolic-ref refs/remotes/origin/main refs/heads/main");
  });
  afterAll(async () => {
    await server?.stop();
    await built?.remove();
  });

  test.for(steps)("$language of line $line does what it says", async (step) => {
    const { language, code } = step;
    if (language === "diff") return edit(code);
    if (language === "json") return built.write({ [`holdfast/${JSON.parse(code).migration}.json`]: code });
    if (language !== "sh" && language !== "text") return built.write({ [pathOf(code)]: code });
    const commands = new Map(commandsIn(step).map((command) => [command.line, command]));
    for (const [place, line] of code.split("\n").entries()) {
      const command = commands.get(step.line + 1 + place);
      if (command !== undefined) await holdfast(command);
      else if (/^(git|npx drizzle-kit) /.test(line)) await shell(line);
    }
  });

  function pathOf(code: string): string {
    const path = /^(?:\/\/|--) (\S+)\n/.exec(code)?.[1];
    expect(path, code).toBeDefined();
    return path ?? "";
  }

  /** Puts the new lines in the place of the old ones; a line may be the beginning of one. */
  async function edit(code: string): Promise<void> {
    const [head = "", ...lines] = code.split("\n").slice(0, -1);
    const path = head.replace("--- ", "");
    const of = (signs: string) =>
      lines.flatMap((line) => (signs.includes(line[0] ?? "") ? [line.slice(1)] : [])).join("\n");
    const text = await readFile(join(built.folder, path), "utf8");
    expect(text, path).toContain(of(" -"));
    await built.write({ [path]: text.replace(of(" -"), () => of(" +")) });
  }

  async function holdfast({ args, shown }: Command): Promise<void> {
    const starts = /^(verify|status|baseline|drift)$/.test(args[0] ?? "");
    const live = args.some((arg) => arg.startsWith("env:")) ? await shop() : {};
    const { code, stdout, stderr } = await built.holdfast([...args, ...(starts ? testArguments : [])], live);
    expect([0, 1], stdout + stderr).toContain(code);
    expect(notPrinted(shown ?? [], stdout.split("\n")), stdout).toEqual([]);
  }

  /** A database that has all up to the third migration, and no ledger; with an owner of its own. */
  const shop = once(async () => {
    const made = await server.create(await server.createOwner());
    for (const name of ["0000_shop", "0001_notes", "0002_total_cents"]) {
      const sql = await readFile(join(built.folder, "drizzle", `${name}.sql`), "utf8");
      await withClient(made, "owner", (client) => client.query(sql));
    }
    const { user, password, host, port, database } = made.settings("owner");
    const admin = await addressOf(server);
    const other = await server.create(await server.createOwner());
    await withClient(other, "superuser", (client) =>
      client.query(`alter database ${identifier(database)} rename to shop`),
    );
    return {
      DATABASE_URL: `postgres://${user}:${password}@${host}:${port}/shop`,
      ADMIN_URL: admin.replace(/\/postgres$/, "/shop"),
    };
  });

  async function shell(line: string): Promise<void> {
    const kit = `${process.execPath} ${join(root, "node_modules/drizzle-kit/bin.cjs")}`;
    const who = { GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@example.org" };
    const env = { ...process.env, ...who, GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@example.org" };
    const ran = promisify(execFile)("sh", ["-c", line.replace("npx drizzle-kit", () => kit)], {
      cwd: built.folder,
      env,
    });
    ran.child.stdin?.end();
    await ran;
  }
});

/** What the walk would pass over in silence. */
function unknown({ language, code }: Block): readonly string[] {
  if (language !== "sh") return [];
  return code
    .split("\n")
    .filter((line) => !/^(git |npx drizzle-kit |npx holdfast |npm (?:init|install) |$)/.test(line));
}

test("the guide has no command that its walk does not know", () => {
  expect(steps.flatMap(unknown)).toEqual([]);
});
