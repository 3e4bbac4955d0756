import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAddress } from "../../../database/index.ts";
import { statementsDuring } from "../../../database/server-log.fixture.ts";
import { testServer } from "../../../database/test-server.fixture.ts";
import type { Server } from "../../../model/database.ts";
import { clock } from "../../clock.ts";
import { groundOf } from "../../plan.ts";
import { openScratch } from "../../scratch.ts";
import { drift } from "../drift/drift.ts";
import { lookAt } from "../look.ts";
import { onSite } from "../site.fixture.ts";
import { snapshot } from "../snapshot/snapshot.ts";
import { compareStates } from "./effects.ts";
import { day, onDeployed, people, said, table, three } from "./status.fixture.ts";
import { reportOf, status } from "./status.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

/** How many databases were made to replay on. */
function counting(server: Server): { readonly server: Server; readonly made: () => number } {
  let made = 0;
  const create: Server["create"] = (owner) => {
    made += 1;
    return server.create(owner);
  };
  return { server: { ...server, create }, made: () => made };
}

describe("what is recorded and true", () => {
  test("is applied, by one replay that looks at its end only", () => {
    const all = {
      ...three,
      "0003_rows": "insert into towns values (1); update towns set id = 2;",
      "0004_grant": "grant select on towns to public; comment on table towns is 'x';",
    };
    return onDeployed(server, all, all, async (site) => {
      const { made, ...counted } = counting(server);
      const report = await status({ ...site.options, ...counted });
      expect(report).toMatchObject({
        verdict: "applied",
        findings: [],
        nearest: { after: "0004_grant", differences: 0 },
      });
      expect(table(report)).toEqual([
        ...Object.keys(three).map((id) => `${id}, applied, in-effect, `),
        "0003_rows, applied, unseen, ",
        "0004_grant, applied, unseen, ",
      ]);
      expect(made()).toBe(1);
    });
  });

  test("is behind where more is to run", () =>
    onDeployed(server, { "0000_people": people }, three, async (site) => {
      const { made, ...counted } = counting(server);
      const report = await status({ ...site.options, ...counted });
      expect(report).toMatchObject({ verdict: "behind", findings: [], next: { runs: ["0001_age", "0002_towns"] } });
      expect(table(report)[1]).toBe("0001_age, pending, no-effect, runs");
      expect(made()).toBe(1);
    }));

  test("is behind on a database that has nothing yet", () =>
    onSite(server, three, {}, async (site) => {
      expect(await status(site.options)).toMatchObject({ verdict: "behind", findings: [], ledger: { there: false } });
    }));

  test("is not proven without a replay", () =>
    onDeployed(server, three, three, async (site) => {
      const { made, ...counted } = counting(server);
      const report = await status({ ...site.options, ...counted, replay: false });
      expect(report).toMatchObject({ verdict: "unproven", findings: [], replayedOn: null, nearest: null });
      expect(table(report)[0]).toBe("0000_people, applied, , ");
      expect(made()).toBe(0);
    }));

  test("is not proven by another major version of PostgreSQL, which is said", () =>
    onDeployed(server, three, three, async (site) => {
      const found = await groundOf(join(site.root, "drizzle"), site.root);
      const look = await lookAt(await readAddress(site.options.url, {}), found);
      const older = { ...look, server: { ...look.server, major: look.server.major - 1 } };
      const claims = found.tool.claims(found.history, look.ledger);
      const scratch = await openScratch({ server, say: () => undefined });
      const compared = await compareStates({ ground: found, scratch, cwd: site.root }, older, claims, () => undefined);
      await scratch.close();
      const report = reportOf(found, older, claims, compared, clock());
      expect(said(report)).toEqual(["note history/other-major server"]);
      expect(report).toMatchObject({ verdict: "unproven" });
    }));
});

test("a history that stops half way is compared as far as it goes, and accuses nobody", () =>
  onDeployed(
    server,
    { ...three, "0003_fix": "drop table towns; create table nowhere (id int);" },
    { ...three, "0003_broken": "create table a (b missing);", "0004_more": "drop table towns;" },
    async (site) => {
      await site.query(
        `update drizzle.__drizzle_migrations set hash = 'x', created_at = created_at + ${day} where id = 4`,
      );
      const report = await status(site.options);
      expect(table(report)).toEqual([
        "0000_people, applied, in-effect, ",
        "0001_age, applied, in-effect, ",
        "0002_towns, applied, unknown, ",
        "0003_broken, out-of-order, , skipped",
        "0004_more, edited, , ",
      ]);
      expect(said(report)).toEqual([
        "error ledger/edited 0004_more",
        "error ledger/skipped 0003_broken",
        "error history/replay-failed 0003_broken",
        "note ledger/upgrade-1.0 drizzle.__drizzle_migrations",
      ]);
      expect(report.nearest).toBeNull();
    },
  ));

test("a history that does not replay proves nothing, for and against the ledger", () =>
  onDeployed(
    server,
    { "0000_people": people },
    { "0000_people": people, "0001_x": "create table a (b missing);" },
    async (site) => {
      await site.query("alter table people drop name");
      const report = await status(site.options);
      expect(said(report)).toEqual(["error history/replay-failed 0001_x"]);
      expect(report.verdict).toBe("unproven");
    },
  ));

test("nothing but reading shows in the log of the server, whatever the command", () =>
  onDeployed(server, three, three, async (site) => {
    const all = { ...site.options, file: "schema.json", statistics: true };
    await site.query("alter table people drop name");
    const log = await statementsDuring(server, site.database, async () => {
      await status(all);
      await snapshot(all);
      await drift(all);
    });
    const verbs = log.flatMap((sql) => /^\s*(\w+)/.exec(sql)?.[1]?.toLowerCase() ?? []);
    expect(verbs.filter((verb) => verb === "begin")).toHaveLength(3);
    expect([...new Set(verbs)].sort()).toEqual(["begin", "rollback", "select", "set"]);
  }));
