import fc from "fast-check";
import type { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Effect } from "../../model/schema.ts";
import { runs } from "../../runs.fixture.ts";
import { type Chains, chains } from "../index.ts";
import { type Maker, read, startMaker } from "../made.fixture.ts";

let maker: Maker;
beforeAll(async () => {
  maker = await startMaker();
});
afterAll(() => maker?.stop());

const history: Readonly<Record<string, string>> = {
  "0000_start": `create type status as enum ('draft', 'live'); create table users (id serial primary key, name text);
    create table posts (id serial primary key, author int references users, state status default 'draft')`,
  "0001_email": "alter table users add email varchar(100)",
  "0002_rows": "insert into users (name) values ('Zoë')",
  "0003_index": "create index posts_author on posts (author)",
  "0004_longer": "alter table users alter email type text",
  "0005_label": "alter type status add value 'gone'",
  "0006_security": "alter table posts enable row level security; create policy own on posts using (author > 0)",
  "0007_rename": "alter table posts rename to articles",
  "0008_view": "create view names as select name from users",
  "0009_not_null": "alter table users alter name set not null",
  "0010_drop": "drop view names; drop index posts_author",
  "0011_routine": "create function twice(int) returns int language sql as 'select 2 * $1'",
  "0012_check": "alter table users add check (email <> '')",
  "0013_sequence": "create sequence counter increment 3",
};
const names = Object.keys(history);

/** What is made and dropped again leaves as little as what was never made: from when until before when they can be told. */
const tellable: Readonly<Record<string, readonly [from: string, before: string]>> = {
  "0003_index": ["0003_index", "0010_drop"],
  "0008_view": ["0007_rename", "0010_drop"],
  "0010_drop": ["0007_rename", "0010_drop"],
};

function expected(name: string, last: number): Effect {
  if (name === "0002_rows") return "unseen";
  const [from, before] = (tellable[name] ?? []).map((one) => names.indexOf(one));
  if (from !== undefined && before !== undefined && (last < from || last >= before)) return "unknown";
  return names.indexOf(name) <= last ? "in-effect" : "no-effect";
}

async function replayed(): Promise<Chains> {
  const made = chains();
  await maker.undone(async (client) => {
    made.add(null, await read(client));
    for (const [name, sql] of Object.entries(history)) {
      await client.query(sql);
      made.add(name, await read(client));
    }
  });
  return made;
}

/** Runs a migration alone, as a runner that swallows errors does. */
async function tried(client: Client, sql: string): Promise<boolean> {
  await client.query("savepoint one");
  try {
    await client.query(sql);
    return true;
  } catch {
    await client.query("rollback to savepoint one");
    return false;
  }
}

test("a database that ran all, or all up to one, shows just that", async () => {
  const made = await replayed();
  await maker.undone(async (client) => {
    for (const [index, name] of names.entries()) {
      await client.query(history[name] ?? "");
      const { migrations, nearest } = made.effects(await read(client));
      // Rows leave no trace.
      expect(nearest).toEqual({ after: name === "0001_email" ? "0002_rows" : name, differences: 0 });
      const shown = migrations.map(({ migration, effect }) => [migration, effect]);
      expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(names.map((one) => [one, expected(one, index)])));
    }
  });
});

test("migrations that did not run, or failed, are told from those that did", async () => {
  const made = await replayed();
  let told = 0;
  await fc.assert(
    fc.asyncProperty(fc.subarray(names, { minLength: 1 }), (chosen) =>
      maker.undone(async (client) => {
        const ran: string[] = [];
        for (const name of chosen) if (await tried(client, history[name] ?? "")) ran.push(name);
        const { migrations } = made.effects(await read(client));
        const lies = migrations.filter(({ migration, effect }) =>
          (ran.includes(migration) ? ["no-effect", "part"] : ["in-effect", "part"]).includes(effect),
        );
        told += migrations.filter(({ effect }) => effect === "in-effect" || effect === "no-effect").length;
        expect(lies, `of those that ran: ${ran.join(", ")}`).toEqual([]);
      }),
    ),
    { numRuns: runs(30) },
  );
  expect(told).toBeGreaterThan(runs(30) * (names.length / 2));
});
