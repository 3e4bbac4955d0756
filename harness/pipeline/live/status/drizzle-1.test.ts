import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { drizzle } from "drizzle-orm-1/node-postgres";
import { migrate } from "drizzle-orm-1/node-postgres/migrator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "../../../database/index.ts";
import { testServer } from "../../../database/test-server.fixture.ts";
import type { Server } from "../../../model/database.ts";
import { onSite, type Site } from "../site.fixture.ts";
import { onDeployed, people, said, saysOf, table, three, write } from "./status.fixture.ts";
import { status } from "./status.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

describe("drizzle-orm 1.0", () => {
  const folders = {
    "20260101000000_people": people,
    "20260102000000_age": "alter table people add age int;",
    "20260103000000_towns": "create table towns (id int primary key);",
  };

  test("runs what is out of order, which is a warning", () =>
    onSite(server, folders, { major: 1 }, async (site) => {
      const late = join(site.root, "drizzle/20260102000000_age");
      const text = await readFile(join(late, "migration.sql"), "utf8");
      await rm(late, { recursive: true });
      expect(await site.migrate()).toBe("ok");
      await write(site.root, { "drizzle/20260102000000_age/migration.sql": text });
      const report = await status(site.options);
      expect(table(report)[1]).toBe("20260102000000_age, out-of-order, no-effect, runs");
      expect(said(report)).toEqual(["warning ledger/out-of-order 20260102000000_age"]);
      expect(report.verdict).toBe("behind");
      expect(await site.migrate()).toBe("ok");
      expect(await status(site.options)).toMatchObject({ verdict: "applied", findings: [] });
    }));

  /** A journal's ledger with a hole, which 0.x skips. */
  const holed = (use: (site: Site) => Promise<void>) =>
    onDeployed(
      server,
      { "0000_people": people, "0002_towns": folders["20260103000000_towns"] },
      { ...three, "0003_next": "create table next (id int);" },
      use,
    );

  const asFolders = (site: Site) =>
    write(site.root, {
      ...Object.fromEntries(Object.entries(folders).map(([name, sql]) => [`up/${name}/migration.sql`, sql])),
      "up/20260104000000_next/migration.sql": "create table next (id int);",
    });

  const runOf1 = async (site: Site) => {
    const copy = await server.clone(site.database);
    const run = withClient(copy, "owner", (client) =>
      migrate(drizzle({ client }), { migrationsFolder: join(site.root, "up") }),
    );
    const ended = await run.then(
      () => "ok",
      (error: unknown) => String(error),
    );
    const { rows } = await withClient(copy, "owner", (client) =>
      client.query<{ column_name: string }>(
        "select column_name from information_schema.columns where table_name = 'people' and column_name = 'age'",
      ),
    );
    await server.drop(copy);
    return { ended, hasAge: rows.length === 1 };
  };

  test("would run a hole of a ledger of 0.x, which status says, and does it", () =>
    holed(async (site) => {
      const report = await status(site.options);
      expect(report.upgrade).toMatchObject({ holes: ["0001_age", "0003_next"], unmatched: [] });
      expect(said(report)).toContain("note ledger/upgrade-1.0 drizzle.__drizzle_migrations");
      expect(saysOf(report, "ledger/upgrade-1.0")).toMatch(/run after later ones: 0001_age\. →/);
      await asFolders(site);
      expect(await runOf1(site)).toEqual({ ended: "ok", hasAge: true });
    }));

  test("would throw over a row that matches nothing, which status says, and does", () =>
    holed(async (site) => {
      await site.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ('strange', 1500000000000)");
      const report = await status(site.options);
      expect(report.upgrade).toMatchObject({ unmatched: ["3"] });
      expect(saysOf(report, "ledger/upgrade-1.0")).toContain("it throws over 1 row that match no migration: 3");
      await asFolders(site);
      expect(await runOf1(site)).toEqual({ ended: expect.stringMatching(/Error/), hasAge: false });
    }));
});
