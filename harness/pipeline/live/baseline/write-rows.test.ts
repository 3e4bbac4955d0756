import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../../database/index.ts";
import { testServer } from "../../../database/test-server.fixture.ts";
import type { Server } from "../../../model/database.ts";
import type { BaselineReport } from "../../../model/live-report.ts";
import { onSite, type Site, type SiteOptions, urlOf } from "../site.fixture.ts";
import { baseline } from "./baseline.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const people = "create table people (id serial primary key, name text);";
const history = { "0000_people": people, "0001_towns": "create table towns (id int primary key);" };
const to = "0000_people";
const table = "drizzle.__drizzle_migrations";
const ddl = `create schema drizzle; create table ${table} (id serial primary key, hash text not null, created_at bigint)`;

/** A database that has what the first migration makes, and an empty ledger. */
const onPushed = (use: (site: Site) => Promise<void>, more: SiteOptions = {}) =>
  onSite(server, history, more, async (site) => {
    await site.query(`${people}; ${ddl}`);
    await use(site);
  });

const record = (site: Site, as: "owner" | "superuser" = "owner"): Promise<BaselineReport> =>
  baseline({ ...site.options, url: urlOf(site.database, as), to, confirm: site.database.name });

/** Lets something happen between the proof and the writing: somebody holds the ledger, until it is done. */
async function meanwhile(
  site: Site,
  {
    hold = `lock table ${table} in share mode`,
    act,
  }: { readonly hold?: string; act(holder: Client): Promise<unknown> },
): Promise<PromiseSettledResult<BaselineReport>> {
  const holder = await connect(site.database, "owner");
  try {
    await holder.query(`begin; ${hold}`);
    let isOver = false;
    const recorded = record(site).finally(() => {
      isOver = true;
    });
    const [run] = await Promise.allSettled([
      recorded,
      untilOneWaits(site, () => isOver).then(async () => {
        await act(holder);
        await holder.query("commit");
      }),
    ]);
    return run;
  } finally {
    await holder.end();
  }
}

async function untilOneWaits(site: Site, isOver: () => boolean): Promise<void> {
  const client = await connect(site.database, "superuser");
  const waiting = "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  while (!isOver() && (await client.query(waiting)).rows.length === 0);
  await client.end();
}

const cutWhoWaits =
  "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

const rejected = (code: string, message: RegExp | string = /./) => ({
  status: "rejected",
  reason: expect.objectContaining({ kind: "environment", code, message: expect.stringMatching(message) }),
});

describe("between the proof and the writing", () => {
  test.for([
    ["a column", "schema", (site: Site) => site.query("alter table people add age int")],
    [
      "a trigger",
      "schema",
      (site: Site) =>
        site.query(
          "create function f() returns trigger language plpgsql as 'begin return new; end'; create trigger t before insert on people for each row execute function f()",
        ),
    ],
    [
      "a row of the ledger",
      "ledger",
      (_: Site, holder: Client) => holder.query(`insert into ${table} (hash, created_at) values ('x', 5)`),
    ],
  ] as const)("%s appears: nothing is written", ([, what, change]) =>
    onPushed(async (site) => {
      // What sees no change of others from its first statement on would miss it.
      await site.prepare(`alter database ${site.database.name} set default_transaction_isolation = 'serializable'`);
      const run = await meanwhile(site, { act: (holder) => change(site, holder) });
      expect(run).toMatchObject(rejected("environment/changed-meanwhile", `^The ${what} changed`));
      expect(await site.ledger()).toEqual(what === "schema" ? [] : [{ hash: "x", created_at: 5 }]);
    }),
  );

  test("a migrator that is at it fails on what is there, and its rows are not among ours", () =>
    onPushed(async (site) => {
      const run = await meanwhile(site, {
        act: async () => expect(await site.migrate()).toBe('42P07: relation "people" already exists'),
      });
      expect(run).toMatchObject({ status: "fulfilled", value: { verdict: "recorded" } });
      expect(await site.ledger()).toHaveLength(1);
      expect(await site.migrate()).toBe("ok");
      expect(await site.ledger()).toHaveLength(2);
    }));

  test("a second run finds the first one at it, and afterwards nothing to do", () =>
    onPushed(async (site) => {
      const run = await meanwhile(site, {
        act: () =>
          expect(record(site)).rejects.toMatchObject({ kind: "environment", code: "environment/ledger-locked" }),
      });
      expect(run).toMatchObject({ status: "fulfilled", value: { verdict: "recorded" } });
      expect(await record(site)).toMatchObject({ verdict: "unchanged" });
      expect(await site.ledger()).toHaveLength(1);
    }));

  test("the ledger is made by somebody else: nothing is written", () =>
    onSite(server, history, {}, async (site) => {
      await site.query(people);
      const run = await meanwhile(site, { hold: ddl, act: async () => undefined });
      expect(run).toMatchObject(rejected("environment/changed-meanwhile", /^The ledger changed/));
      expect(await site.ledger()).toEqual([]);
    }));

  test("the connection is cut: nothing is left", () =>
    onSite(server, history, {}, async (site) => {
      await site.query(people);
      const run = await meanwhile(site, {
        hold: "create schema drizzle",
        act: async (holder) => {
          await site.prepare(cutWhoWaits);
          await holder.query("rollback");
        },
      });
      expect(run).toMatchObject(rejected("environment/live-unreachable"));
      expect(run).toMatchObject({ reason: { remedy: expect.stringMatching(/^Nothing was written\./) } });
      expect(await site.ledger()).toBeNull();
      expect(await record(site)).toMatchObject({ verdict: "recorded" });
    }));

  test("the connection is cut while it commits: it says that it does not know", async () => {
    const waits =
      "create function f() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(7); return null; end $$;";
    await onSite(server, { ...history, [to]: `${people} ${waits}` }, {}, async (site) => {
      await site.query(
        `${people} ${waits} ${ddl}; create constraint trigger t after insert on ${table} deferrable initially deferred for each row execute function f()`,
      );
      const run = await meanwhile(site, {
        hold: "select pg_advisory_xact_lock(7)",
        act: () => site.prepare(cutWhoWaits),
      });
      expect(run).toMatchObject(rejected("environment/commit-unanswered"));
      expect(await site.ledger()).toEqual([]);
    });
  });

  test("somebody holds the ledger and does not let go: it gives up", () =>
    onPushed(async (site) => {
      const holder = await connect(site.database, "owner");
      await holder.query(`begin; lock table ${table} in share mode`);
      await expect(record(site)).rejects.toMatchObject({ kind: "environment", code: "environment/live-busy" });
      await holder.end();
      expect(await site.ledger()).toEqual([]);
    }));
});

describe("a ledger that takes no rows as they are", () => {
  const trigger = `create trigger t before insert on ${table} for each row execute function f()`;
  const more = `insert into ${table} (hash) values ('more')`;

  test.for([
    ["changes them", "new.created_at := 7; return new;", trigger, "environment/ledger-differs"],
    ["drops them", "return null;", trigger, "environment/ledger-differs"],
    ["adds some", `if pg_trigger_depth() < 2 then ${more}; end if; return new;`, trigger, "environment/ledger-differs"],
    ["goes without", "", `create rule r as on insert to ${table} do instead nothing`, "environment/ledger-differs"],
    ["throws", "raise 'not today';", trigger, "environment/ledger-refused"],
    ["wants more", "", `alter table ${table} add by text not null`, "environment/ledger-refused"],
    [
      "holds one row",
      "",
      `insert into ${table} (hash, created_at) values ('old', 5); create unique index on ${table} ((1))`,
      "environment/ledger-refused",
    ],
    ["numbers none", "", "drop sequence drizzle.__drizzle_migrations_id_seq cascade", "environment/ledger-refused"],
  ] as const)("and %s: nothing is written", async ([, body, then, code]) => {
    // What a trigger calls is part of the schema, so the history has it as well.
    const first = `${people} create function f() returns trigger language plpgsql as $$ begin ${body} end $$;`;
    await onSite(server, { ...history, [to]: first }, {}, async (site) => {
      await site.query(`${first} ${ddl}; ${then}`);
      const before = await site.ledger();
      await expect(record(site)).rejects.toMatchObject({
        kind: "environment",
        code,
        remedy: expect.stringMatching(/^Nothing was written\./),
      });
      expect(await site.ledger()).toEqual(before);
    });
  });
});

describe("a role or a database that may not write", () => {
  const readers = `${table}, people, people_id_seq, drizzle.__drizzle_migrations_id_seq`;

  test.for([
    ["may only read", ""],
    ["may add rows, and number none", `grant insert, update on ${table} to reader`],
  ] as const)("%s", ([, grant]) =>
    onPushed(async (site) => {
      await site.prepare(
        `create role reader login password 'r'; grant usage on schema drizzle to reader; grant select on ${readers} to reader; ${grant}`,
      );
      const { host, port, database } = site.database.settings("owner");
      const run = baseline({
        ...site.options,
        url: `postgres://reader:r@${host}:${port}/${database}`,
        to,
        confirm: database,
      });
      await expect(run).rejects.toMatchObject({
        kind: "environment",
        code: "environment/live-privilege",
        message: expect.stringContaining("permission denied for"),
        remedy: expect.stringContaining("role that runs the migrations"),
      });
      expect(await site.ledger()).toEqual([]);
      await site.prepare("drop owned by reader; drop role reader");
    }),
  );

  test("is set to read only", () =>
    onPushed(async (site) => {
      await site.prepare(`alter database ${site.database.name} set default_transaction_read_only = on`);
      await expect(record(site)).rejects.toMatchObject({
        kind: "environment",
        code: "environment/live-read-only",
        remedy: expect.stringMatching(/^Nothing was written\./),
      });
    }));

  test("owns none of the tables: told, where it would own the ledger", () =>
    onSite(server, history, {}, async (site) => {
      await site.query(people);
      const { findings } = await record(site, "superuser");
      expect(findings).toMatchObject([{ code: "baseline/role", severity: "warning", object: expect.any(String) }]);
    }));
});

describe("a ledger of 0.x, in a project of 1.0", () => {
  const folders = { "20260101000000_people": people, "20260102000000_towns": history["0001_towns"] };
  const [first] = Object.keys(folders) as [string];
  const on1 = (use: (site: Site) => Promise<void>) =>
    onSite(server, folders, { major: 1 }, async (site) => {
      await site.query(`${people}; ${ddl}`);
      await use(site);
    });

  test("is widened while it is empty, as the migrator does", () =>
    on1(async (site) => {
      const report = await baseline({ ...site.options, to: first, confirm: site.database.name });
      expect(report).toMatchObject({ verdict: "recorded", findings: [] });
      expect(await site.ledger()).toMatchObject([{ name: first }]);
      expect(await site.migrate()).toBe("ok");
      expect(await site.ledger()).toHaveLength(2);
    }));

  test("is left as it is where nothing is to be written", () =>
    on1(async (site) => {
      await site.query(`insert into ${table} (hash, created_at) values ('x', ${Date.UTC(2026, 0, 1)})`);
      const { verdict } = await baseline({ ...site.options, to: first, confirm: site.database.name });
      expect(verdict).toBe("unchanged");
      expect(await site.ledger()).toEqual([{ hash: "x", created_at: Date.UTC(2026, 0, 1) }]);
    }));

  test("is the migrator's to convert once it has rows", () =>
    on1(async (site) => {
      await site.query(`insert into ${table} (hash, created_at) values ('x', 5)`);
      const { verdict, findings } = await baseline({ ...site.options, to: first, confirm: site.database.name });
      expect({ verdict, findings }).toMatchObject({
        verdict: "refused",
        findings: [{ code: "baseline/ledger-format", severity: "error", object: table }],
      });
      expect(await site.ledger()).toEqual([{ hash: "x", created_at: 5 }]);
    }));
});
