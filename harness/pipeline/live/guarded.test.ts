import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../../database/test-server.fixture.ts";
import { everything } from "../../guard/guard.fixture.ts";
import { installSql, migrationSql } from "../../guard/index.ts";
import type { Server } from "../../model/database.ts";
import { baseline } from "./baseline/baseline.ts";
import { drift } from "./drift/drift.ts";
import { onSite, type Site } from "./site.fixture.ts";
import { readSnapshot } from "./snapshot/snapshot.ts";
import { status } from "./status/status.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const history = {
  "0000_people": "create table people (id serial primary key, name varchar(20) not null);",
  "0001_ages": "alter table people add age int;",
};

const onGuarded = (use: (site: Site) => Promise<void>) =>
  onSite(server, history, {}, async (site) => {
    await site.prepare(installSql(everything));
    await use(site);
  });

test("a guarded production has no drift, and its status and snapshot are those of one without", () =>
  onSite(server, history, {}, (unguarded) =>
    onGuarded(async (site) => {
      for (const each of [site, unguarded]) expect(await each.migrate()).toBe("ok");
      expect((await drift(site.options)).differences).toEqual([]);
      const told = async ({ options }: Site) => {
        const { verdict, findings, migrations } = await status(options);
        return { verdict, findings, migrations };
      };
      expect(await told(site)).toEqual(await told(unguarded));
      expect((await readSnapshot(site.options)).text).toBe((await readSnapshot(unguarded.options)).text);
    }),
  ));

test("a guarded production that has no ledger yet gets one by baseline", () =>
  onGuarded(async (site) => {
    await site.query(Object.values(history).join(";"));
    const options = { ...site.options, to: "0001_ages", confirm: site.database.name };
    expect(await baseline(options)).toMatchObject({ verdict: "recorded", findings: [] });
    expect(await site.migrate()).toBe("ok");
    expect(await baseline(options)).toMatchObject({ verdict: "unchanged", findings: [] });
    await expect(site.query("delete from drizzle.__drizzle_migrations")).rejects.toMatchObject({ code: "HF001" });
  }));

test("a history that brings the guard along has no drift either, with a guard in production and without", () =>
  onSite(server, { ...history, "0002_guard": migrationSql(everything) }, {}, async (site) => {
    expect(await site.migrate()).toBe("ok");
    expect(await site.query("select from pg_namespace where nspname = 'holdfast_guard'")).toEqual([]);
    expect(await drift(site.options)).toMatchObject({ differences: [], verdict: "equal" });
    await site.prepare(installSql(everything));
    expect(await drift(site.options)).toMatchObject({ differences: [], verdict: "equal" });
  }));
