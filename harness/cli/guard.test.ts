import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Database, Server } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import { type Built, build, type Ended, folderOf } from "./built.fixture.ts";
import { parseGuard } from "./options/guard.ts";

function refusalOf(args: readonly string[]): HarnessError {
  try {
    parseGuard(args);
  } catch (error) {
    if (error instanceof HarnessError) return error;
    throw error;
  }
  return expect.fail("nothing was refused");
}

describe("the arguments of guard", () => {
  const url = ["--url", "env:PROD"];

  test("say what is done, and on what", () => {
    expect(parseGuard(["print"])).toMatchObject({ action: "print", what: "sql", wish: {}, folder: null });
    expect(parseGuard(["print", "--remove"])).toMatchObject({ what: "removal" });
    expect(parseGuard(["print", "db", "--migration", "guard"])).toMatchObject({
      folder: "db",
      what: { migration: "guard" },
    });
    expect(parseGuard(["install", "db", ...url, "--confirm", "shop"])).toMatchObject({
      ...{ action: "install", folder: "db", url: "env:PROD", confirm: "shop", allowOwner: false, wish: {} },
    });
    expect(parseGuard(["verify", ...url])).toMatchObject({ action: "verify", folder: null });
    expect(parseGuard(["permit", ...url, "--migration", "0002_x", "--unbound"])).toMatchObject({
      ...{ migration: "0002_x", confirm: null, unbound: true },
    });
  });

  test("name tables as SQL does", () => {
    const tables = (text: string) => {
      const command = parseGuard(["install", ...url, "--tables", text, "--without-event-triggers"]);
      return "wish" in command ? command.wish : null;
    };
    expect(tables("all")).toEqual({ eventTriggers: false });
    expect(tables('public.users, app."My ""own"", table"')).toEqual({
      eventTriggers: false,
      tables: [
        { schema: "public", name: "users" },
        { schema: "app", name: 'My "own", table' },
      ],
    });
  });

  test.for<readonly [args: readonly string[], message: string, remedy: string]>([
    [[], "guard needs one of print, install, verify, permit", "holdfast --help"],
    [["instal"], 'guard has no "instal"', "Did you mean holdfast guard install?"],
    [["postgres://u:canary@h/d"], 'guard has no "…"', "It has print"],
    [["verify"], "guard verify needs the database to look at", "--url env:DATABASE_URL"],
    [["verify", ...url, "--confirm", "shop"], "Unknown option '--confirm'", "--config"],
    [["verify", "postgres://u:canary@h/d"], "takes a folder, and got an address", "--url"],
    [["install", ...url, "--confirm", "postgres://u:canary@h/d"], "--confirm takes no address", "--url"],
    [["permit", ...url], "guard permit needs the migration", "--migration ID"],
    [["print", "--migration", "a", "--remove"], "exclude each other", "holdfast --help"],
    [["print", "--migration", "../a"], "letters, digits", "--migration guard"],
    [["print", "--tables", "users"], "--tables is all, or names", "in quotes"],
    [["print", "--tables", ""], "--tables is all, or names", "in quotes"],
  ])("%j is refused with what is right", ([args, message, remedy]) => {
    const refused = refusalOf(args);
    expect(refused).toMatchObject({ code: "input/usage", remedy: expect.stringContaining(remedy) });
    expect(refused.message).toContain(message);
    expect(JSON.stringify([refused.message, refused.remedy])).not.toContain("canary");
  });
});

describe("guard, run", () => {
  let built: Built;
  let server: Server;
  let live: Database;
  let variables: Readonly<Record<"OWNER" | "ADMIN", string>>;

  beforeAll(async () => {
    [built, server] = await Promise.all([build(), testServer()]);
    await built.write({
      ...folderOf("drizzle", { "0000_people": "create table people (id integer primary key)" }),
      "elsewhere/holdfast.config.mjs": 'export default { migrations: "../drizzle" };',
    });
    live = await server.create(await server.createOwner());
    await withClient(live, "owner", (client) =>
      migrate(drizzle(client), { migrationsFolder: join(built.folder, "drizzle") }),
    );
    const url = (as: "owner" | "superuser") => {
      const { user, password, host, port, database } = live.settings(as);
      return `postgres://${user}:${password}@${host}:${port}/${database}`;
    };
    variables = { OWNER: url("owner"), ADMIN: url("superuser") };
  });
  afterAll(async () => {
    await server?.stop();
    await built?.remove();
  });

  const hold = (...args: readonly string[]): Promise<Ended> => built.holdfast(["guard", ...args], variables);

  test("ends with 0 once it stands, with 1 before, and says how to go on", async () => {
    expect(await hold("verify", "--url", "env:OWNER")).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^OPEN /),
    });
    const asked = await hold("install", "drizzle", "--url", "env:ADMIN");
    expect(asked).toMatchObject({ code: 1, stdout: expect.stringMatching(/^UNCONFIRMED /) });
    const again = `npx holdfast guard install drizzle --url env:ADMIN --confirm ${live.name}`;
    expect(asked.stdout).toContain(`→ To do it: ${again}\n`);
    const wrong = await hold("install", "--url", "env:ADMIN", "--confirm", "another");
    expect(wrong).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("[input/confirm]") });
    const done = await hold(
      "install",
      "--config",
      "elsewhere/holdfast.config.mjs",
      "--url",
      "env:ADMIN",
      "--confirm",
      live.name,
    );
    expect(done).toMatchObject({ code: 0, stdout: expect.stringMatching(/^INSTALLED /) });
    const stands = await hold("verify", "--url", "env:OWNER", "--json");
    expect(stands.code).toBe(0);
    expect(JSON.parse(stands.stdout)).toMatchObject({
      command: "guard",
      action: "verify",
      verdict: "closed",
      findings: [],
    });
  });

  test("prints SQL and nothing else", async () => {
    const printed = await hold("print", "drizzle");
    expect(printed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^-- [\s\S]+\nDO [\s\S]+;\n$/) });
    const removal = await hold("print", "--remove");
    expect(removal.stdout).toMatch(/DROP EVENT TRIGGER[\s\S]+DROP SCHEMA/);
    expect([printed.stderr, removal.stderr]).toEqual(["", ""]);
  });
});
