import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAddress, withClient } from "../../database/index.ts";
import { statementsDuring } from "../../database/server-log.fixture.ts";
import { testServer } from "../../database/test-server.fixture.ts";
import { installSql } from "../../guard/index.ts";
import type { Server } from "../../model/database.ts";
import type { GuardReport } from "../../model/live-report.ts";
import { onSite, type Site, type SiteOptions, urlOf } from "../live/site.fixture.ts";
import { type InstallOptions, installGuard } from "./install.ts";
import { type PermitOptions, permitGuard } from "./permit.ts";
import { verifyGuard } from "./verify.ts";
import { writeGuard } from "./write.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const people = { "0000_people": "create table people (id int primary key, name text, age int)" };
const dropping = 'alter table "people" drop column "name"';

const on = (use: (site: Site) => Promise<void>, more: SiteOptions = {}) =>
  onSite(server, people, more, async (site) => {
    await site.migrate();
    await use(site);
  });

const admin = (site: Site) => ({ ...site.options, url: urlOf(site.database, "superuser") });
const install = (site: Site, more: Partial<InstallOptions> = {}) =>
  installGuard({ ...admin(site), confirm: site.database.name, ...more });

const codes = ({ findings }: GuardReport) =>
  findings.map(({ severity, code, object }) => `${severity} ${code} ${object}`);

/** Everything in the catalog that a guard would leave. */
const left = async ({ query }: Site) =>
  query(`select (select count(*)::int from pg_event_trigger) as events, (select count(*)::int from pg_namespace) as schemas,
    (select count(*)::int from pg_trigger) as triggers, (select count(*)::int from pg_proc) as functions`);

describe("guard install", () => {
  test("without a confirmation it tries what it needs, takes it back, and writes nothing", () =>
    on(async (site) => {
      const before = await left(site);
      const report = await installGuard(admin(site));
      expect([report.verdict, codes(report)]).toEqual(["unconfirmed", []]);
      expect(report.asked.ledgers.map(({ habit, recorded }) => [habit, recorded.length])).toEqual([["append", 1]]);
      expect(await left(site)).toEqual(before);
      await expect(install(site, { confirm: "another" })).rejects.toMatchObject({ code: "input/confirm" });
      expect(await left(site)).toEqual(before);
    }));

  test("with it, the guard stands and refuses; run again, it changes nothing", () =>
    on(async (site) => {
      const report = await install(site);
      expect([report.verdict, codes(report)]).toEqual(["installed", []]);
      await expect(site.query("drop table people")).rejects.toMatchObject({ code: "HF001" });
      await expect(site.query("truncate people")).rejects.toMatchObject({ code: "HF001" });
      await expect(site.query("delete from drizzle.__drizzle_migrations")).rejects.toMatchObject({ code: "HF001" });
      const before = await left(site);
      expect((await install(site)).verdict).toBe("unchanged");
      expect((await installGuard(admin(site))).verdict).toBe("unchanged");
      expect(await left(site)).toEqual(before);
    }));

  test("two at once make one guard", () =>
    on(async (site) => {
      const both = await Promise.all([install(site), install(site)]);
      expect(both.map(({ verdict }) => verdict)).toEqual(["installed", "installed"]);
      expect(codes(await verifyGuard(site.options))).toEqual([]);
    }));

  test("names that need quotes are covered and listed like others", () =>
    on(async (site) => {
      const schema = 'My "schema';
      await site.query('create schema "My ""schema"; create table "My ""schema"."t.a\'b" ("c$$d" int, e int)');
      const tables = [{ schema, name: "t.a'b" }];
      expect(codes(await install(site, { tables }))).toEqual([]);
      const other = install(site, { tables: [{ schema: `${schema}.t`, name: "a'b" }] });
      await expect(other).rejects.toMatchObject({ code: "input/no-table" });
      await expect(site.query('truncate "My ""schema"."t.a\'b"')).rejects.toMatchObject({ code: "HF001" });
      const drop = site.query('alter table "My ""schema"."t.a\'b" drop column "c$$d"');
      await expect(drop).rejects.toMatchObject({ code: "HF001", schema, table: "t.a'b", column: "c$$d" });
    }));

  test("what was disabled and what an older version left is put right, and permits are kept", () =>
    on(async (site) => {
      await install(site);
      await site.prepare(
        `alter event trigger holdfast_drop disable; comment on schema holdfast_guard is '0123456789ab';
         insert into holdfast_guard.permit (action, object, migration, sha256, ledger_key, reason, owner, expires)
         values ('drop', '{public,people}', '0001_x', 'x', 'x', 'why', '@who', '2999-01-01')`,
      );
      const report = await install(site);
      expect([report.verdict, codes(report)]).toEqual(["updated", ["note guard/permit-open public.people"]]);
      expect(report.guard.permits).toHaveLength(1);
    }));

  test("only listed tables are covered, where some are listed, and one that is not there is told", () =>
    on(async (site) => {
      await site.query("create table other (id int)");
      const tables = [{ schema: "public", name: "people" }];
      expect((await install(site, { tables })).verdict).toBe("installed");
      await expect(site.query("truncate people")).rejects.toMatchObject({ code: "HF001" });
      await site.query("truncate other");
      expect((await install(site, { tables })).verdict).toBe("unchanged");
      expect((await install(site)).verdict).toBe("updated");
      await expect(site.query("truncate other")).rejects.toMatchObject({ code: "HF001" });
      await expect(install(site, { tables: [{ schema: "public", name: "peopel" }] })).rejects.toMatchObject({
        code: "input/no-table",
        remedy: "Did you mean public.people?",
      });
    }));

  test("who may make no event triggers is told so, and may have what needs none", () =>
    on(async (site) => {
      const own = { ...site.options, confirm: site.database.name };
      const before = await left(site);
      const report = await installGuard(own);
      expect([report.verdict, codes(report)]).toEqual([
        "refused",
        ["error guard/no-event-triggers holdfast_guard", `error guard/owner-is-migrator ${report.guard.role.name}`],
      ]);
      expect(await left(site)).toEqual(before);
      const small = await installGuard({ ...own, eventTriggers: false, allowOwner: true });
      expect([small.verdict, codes(small).map((line) => line.split(" ", 2).join(" "))]).toEqual([
        "installed",
        ["warning guard/no-event-triggers", "warning guard/owner-is-migrator"],
      ]);
      await expect(site.query("truncate people")).rejects.toMatchObject({ code: "HF001" });
      await expect(site.query("delete from drizzle.__drizzle_migrations")).rejects.toMatchObject({ code: "HF001" });
      expect((await verifyGuard(site.options)).verdict).toBe("open");
      const other = await install(site);
      expect([other.verdict, codes(other)]).toEqual(["refused", ["error guard/other-owner holdfast_guard"]]);
    }));

  test("a table that somebody holds keeps all of it out", () =>
    on(async (site) => {
      const before = await left(site);
      const target = await readAddress(urlOf(site.database, "superuser"), {});
      await withClient(site.database, "owner", async (holder) => {
        await holder.query("begin; insert into people values (1)");
        const sql = installSql({ ledgers: [], tables: "all", eventTriggers: true });
        const writing = writeGuard(target, "install", async (client) => void (await client.query(sql)), {
          lock: 20,
          statement: 5000,
          tries: 2,
        });
        await expect(writing).rejects.toMatchObject({ code: "environment/live-busy" });
      });
      expect(await left(site)).toEqual(before);
    }));

  test("where nothing can be written, or who connects may not, that is said", () =>
    on(async (site) => {
      const write = async (sql: string) =>
        writeGuard(
          await readAddress(site.options.url, {}),
          "install",
          async (client) => void (await client.query(sql)),
        );
      await expect(write("create event trigger e on sql_drop execute function f()")).rejects.toMatchObject({
        code: "environment/live-privilege",
      });
      await expect(write("create schema public")).rejects.toMatchObject({ code: "environment/guard-refused" });
      await site.prepare(`alter database ${site.database.name} set default_transaction_read_only = on`);
      await expect(install(site)).rejects.toMatchObject({ code: "environment/live-read-only" });
    }));
});

describe("guard verify", () => {
  test("reads only, whoever asks, and says what is open", () =>
    on(async (site) => {
      expect(codes(await verifyGuard(site.options))).toEqual(["error guard/missing holdfast_guard"]);
      await install(site);
      const statements = await statementsDuring(server, site.database, async () => {
        const report = await verifyGuard(site.options);
        expect([report.verdict, codes(report), report.guard.wish]).toEqual(["closed", [], null]);
      });
      expect(statements.length).toBeGreaterThan(5);
      expect(statements.filter((text) => !/^\s*(select|with|begin|set local|rollback|$)/i.test(text))).toEqual([]);
      await site.prepare("alter event trigger holdfast_drop disable");
      const open = await verifyGuard(admin(site));
      expect([open.verdict, codes(open)[0]]).toEqual(["open", "error guard/disabled holdfast_guard.on_drop"]);
    }));

  test("a role that may not read the tables may still look", () =>
    on(async (site) => {
      await install(site);
      await onSite(server, people, {}, async (elsewhere) => {
        const { user, password, host, port } = elsewhere.database.settings("owner");
        const url = `postgres://${user}:${password}@${host}:${port}/${site.database.name}`;
        expect((await verifyGuard({ ...site.options, url })).verdict).toBe("closed");
      });
    }));
});

describe("guard permit", () => {
  const history = { ...people, "0001_drop": dropping };
  const sha256 = createHash("sha256").update(dropping).digest("hex");
  const approval = { object: "public.people.name", reason: "moved", owner: "@team", expires: "2999-01-31" };
  const approvals = (approve: readonly object[], sha = sha256) =>
    JSON.stringify({ migration: "0001_drop", sha256: sha, approve });

  /** The first migration has run, the guard stands, and the second one is to come. */
  const beforeIt = (approved: string, use: (site: Site) => Promise<void>) =>
    onSite(server, history, { beside: { "holdfast/0001_drop.json": approved } }, async (site) => {
      await site.query(people["0000_people"]);
      await site.query(
        `create schema drizzle; create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
         insert into drizzle.__drizzle_migrations (hash, created_at) values ('${createHash("sha256").update(people["0000_people"]).digest("hex")}', 1000)`,
      );
      await install(site);
      await use(site);
    });

  const permit = (site: Site, more: Partial<PermitOptions> = {}) =>
    permitGuard({ ...admin(site), migration: "0001_drop", confirm: site.database.name, ...more });

  test("lets the approved loss of one migration through, once", () =>
    beforeIt(approvals([approval]), async (site) => {
      expect(await site.migrate()).toBe("HF001: the guard refuses to drop column public.people.name");
      expect((await permitGuard({ ...admin(site), migration: "0001_drop" })).verdict).toBe("unconfirmed");
      expect(await site.migrate()).toMatch(/^HF001/);
      const report = await permit(site);
      expect([report.verdict, report.guard.permits.length]).toEqual(["granted", 1]);
      expect((await permit(site)).verdict).toBe("unchanged");
      await expect(site.query(dropping)).rejects.toMatchObject({ code: "HF003" });
      expect(await site.migrate()).toBe("ok");
      const after = await verifyGuard(admin(site));
      expect([after.verdict, after.guard.permits.map(({ used }) => used !== null)]).toEqual(["closed", [true]]);
      expect(codes(await permit(site))).toContain("error guard/permit-applied 0001_drop");
    }));

  test("unbound, whoever drops it uses it up", () =>
    beforeIt(approvals([approval]), async (site) => {
      await writeFile(join(site.root, "drizzle.config.ts"), "throw 1;");
      const report = await permit(site, { unbound: true });
      expect([report.verdict, codes(report).map((line) => line.split(" ", 2).join(" "))]).toEqual([
        "granted",
        ["warning history/config-unreadable"],
      ]);
      await site.query(dropping);
      await expect(site.query("alter table people drop column age")).rejects.toMatchObject({ code: "HF001" });
    }));

  test.for([
    ["of another file", approvals([approval], "0".repeat(64)), "error declaration/checksum public.people.name"],
    [
      "that is over",
      approvals([{ ...approval, expires: "2020-01-31" }]),
      "error declaration/expired public.people.name",
    ],
    [
      "of what is not there",
      approvals([approval, { ...approval, object: "public.people.nickname" }]),
      "error guard/permit-unresolved public.people.nickname",
    ],
    [
      "of protection only",
      approvals([{ ...approval, code: "protection/trigger-lost" }]),
      "error guard/permit-none 0001_drop",
    ],
  ] as const)("an approval %s gives none", ([, approved, code]) =>
    beforeIt(approved, async (site) => {
      const report = await permit(site);
      expect([report.verdict, codes(report)]).toEqual(["refused", [code]]);
      expect(await site.migrate()).toMatch(/^HF001/);
    }),
  );

  test("without a guard there is nothing to open; a migration that is not there, and who may not, are told", () =>
    onSite(server, history, { beside: { "holdfast/0001_drop.json": approvals([approval]) } }, async (site) => {
      expect(codes(await permit(site))).toContain("error guard/missing holdfast_guard");
      await expect(permit(site, { migration: "0001_drip" })).rejects.toMatchObject({
        remedy: "Did you mean 0001_drop?",
      });
      await install(site);
      await site.query("create table people (name text)");
      const refused = await permit(site, { url: urlOf(site.database) });
      expect([refused.verdict, codes(refused)]).toEqual(["refused", ["error guard/other-owner holdfast_guard"]]);
    }));
});
