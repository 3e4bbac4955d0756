import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../database/index.ts";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import type { History } from "../../model/history.ts";
import { runs } from "../../runs.fixture.ts";
import { drizzle } from "../drizzle.ts";
import { type Files, folders, inProject, journal, location, type Orm, tail, tell, trace } from "./predict.fixture.ts";

let server: Server;
let owner: string;

beforeAll(async () => {
  server = await testServer();
  owner = await server.createOwner();
});
afterAll(() => server?.stop());

const place = fc.nat({ max: 5 });
const someTime = fc
  .integer({ min: 0, max: 5 })
  .chain((second) => fc.constantFrom(0, 1, 500, 999).map((ms) => second * 1000 + ms));

/** A row by the places of migrations whose hash, time and name it has; a text is a time of its own. */
interface Row {
  readonly hash: number;
  readonly when: number | string | null;
  readonly name: number | null;
}
const someRow: fc.Arbitrary<Row> = fc.record({
  hash: place,
  when: fc.oneof(place, fc.constant(null), someTime.map(String)),
  name: fc.option(place),
});
const someFiles = fc.uniqueArray(fc.record({ when: someTime, like: fc.nat({ max: 6 }) }), {
  maxLength: 5,
  minLength: 1,
});
const someLedger = fc.option(fc.array(someRow, { maxLength: 6 }));

/** Writes down the file, and which text it is: two migrations may have the same. */
const textOf = (like: number): string => `insert into trace (id) values ('text${like}');`;

describe("any ledger, any folder", () => {
  let client: pg.Client;
  beforeAll(async () => {
    client = await connect(await server.create(owner), "owner");
    await client.query(trace);
  });
  afterAll(() => client?.end());

  async function tried(files: Files, orm: Orm, makeLedger: (history: History) => Promise<void>) {
    await client.query("drop schema if exists drizzle cascade; truncate trace");
    await inProject(files, orm, async (project) => {
      const history = await drizzle.read(project.folder, project.folder);
      await makeLedger(history);
      const told = await tell(client, project);
      const { prediction, claims } = told;
      const texts = new Map(history.migrations.map(({ id, sql }) => [id, /text\d/.exec(sql)?.[0]]));
      expect({ ran: told.ran, threw: told.threw !== null }).toEqual({
        ran: prediction.runs.map((id) => texts.get(id)),
        threw: prediction.refuses !== null,
      });
      if (told.upgrade !== null && told.threw === null) expect(told.named).toEqual(told.upgrade.named);
      if (told.threw !== null) expect(told.threw).toContain(`ids: ${told.upgrade?.unmatched.join(", ")})`);
      // Each migration once and in order, and each row once.
      expect(claims.flatMap(({ migration }) => migration ?? [])).toEqual(history.migrations.map(({ id }) => id));
      const rows = claims.flatMap((claim) => claim.rows.map(({ id }) => Number(id))).sort((a, b) => a - b);
      expect(rows).toEqual(rows.map((_, at) => at + 1));
    });
  }

  /** By the statements that are said to make one, with rows of these hashes, times and names. */
  async function makeLedger({ migrations }: History, hasNames: boolean, rows: readonly Row[]): Promise<void> {
    const columns = ["id", "hash", "created_at", ...(hasNames ? ["name", "applied_at"] : [])];
    const like = { location, columns, rows: [] };
    for (const statement of drizzle.ledgerDdl(location, null, like)) await client.query(statement);
    for (const { hash, when, name } of rows) {
      const time = typeof when === "number" ? (migrations[when]?.when ?? null) : when;
      const values = [migrations[hash]?.sha256 ?? "none", time, ...(hasNames ? [nameOf(migrations, name)] : [])];
      await client.query(
        `insert into drizzle.__drizzle_migrations (${columns.slice(1, hasNames ? 4 : 3)})
        values (${values.map((_, at) => `$${at + 1}`)})`,
        values,
      );
    }
  }

  test("0.x", async () => {
    const property = fc.asyncProperty(someFiles, someLedger, fc.boolean(), async (given, ledger, hasNames) => {
      const tags = given.map(({ when }, idx) => ({ tag: `000${idx}_x`, when, idx }));
      const texts = given.map(({ like }, idx) => [`000${idx}_x.sql`, textOf(like)] as const);
      const files = { ...Object.fromEntries(texts), "meta/_journal.json": JSON.stringify({ entries: tags }) };
      await tried(files, "drizzle-orm", async (history) => {
        if (ledger !== null) await makeLedger(history, hasNames, ledger);
      });
    });
    await fc.assert(property, { numRuns: runs(30) });
  });

  test("1.0", async () => {
    const property = fc.asyncProperty(someFiles, someLedger, fc.boolean(), async (given, ledger, hasNames) => {
      const texts = given.map(({ when, like }, idx) => {
        return [`1970010100000${Math.floor(when / 1000)}_${"cbade"[idx]}/migration.sql`, textOf(like)] as const;
      });
      await tried(Object.fromEntries(texts), "drizzle-orm-1", async (history) => {
        if (ledger !== null) await makeLedger(history, hasNames, ledger);
      });
    });
    await fc.assert(property, { numRuns: runs(30) });
  });

  test("0.x, and what 1.0 would make of it", async () => {
    const seconds = fc.uniqueArray(someTime, {
      minLength: 1,
      maxLength: 4,
      selector: (when) => Math.floor(when / 1000),
    });
    const property = fc.asyncProperty(seconds, fc.array(someRow, { maxLength: 6 }), async (times, ledger) => {
      const entries = times.map((when, at) => [`000${at}_${"abcd"[at]}`, when] as const);
      const nameIn = (tag: string): string => {
        const second = Math.floor((entries.find(([one]) => one === tag)?.[1] ?? 0) / 1000);
        return `1970010100000${second}_${tail(tag)}`;
      };
      await client.query("drop schema if exists drizzle cascade; truncate trace");
      const foretold = await inProject(journal(...entries), "drizzle-orm", async ({ folder }) => {
        const history = await drizzle.read(folder, folder);
        await makeLedger(history, false, ledger);
        return drizzle.upgrade(history, await drizzle.readLedger(client, location));
      });
      await inProject(folders(...entries.map(([tag]) => [nameIn(tag)] as const)), "drizzle-orm-1", async (project) => {
        const { upgrade, ran, threw, named } = await tell(client, project);
        const renamed = foretold?.named.map(({ row, migration }) => ({ row, migration: nameIn(migration) }));
        expect({ ...foretold, named: renamed }).toEqual({
          ...upgrade,
          holes: upgrade?.holes.map((name) => expect.stringMatching(new RegExp(`_${tail(name)}$`))),
          blessed: upgrade?.blessed.map((name) => expect.stringMatching(new RegExp(`_${tail(name)}$`))),
        });
        if (threw === null) expect({ ran, named }).toEqual({ ran: foretold?.holes.map(tail), named: renamed });
      });
    });
    await fc.assert(property, { numRuns: runs(20) });
  });
});

function nameOf(migrations: History["migrations"], name: number | null): string | null {
  return name === null ? null : (migrations[name]?.id ?? "20300101000000_later");
}
