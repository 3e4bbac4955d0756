import type pg from "pg";
import { connect, startServer } from "../database/index.ts";
import { addressOf } from "../database/lent.fixture.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Database, Server } from "../model/database.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { drizzle } from "../tools/drizzle.ts";

export const ledger = { schema: "drizzle", table: "__drizzle_migrations" };

/** What stands on staging: a column of nearly every kind of type, and tables with and without a key. */
export const made = `
  create type mood as enum ('glad', 'sad');
  create table people (id bigint primary key, email text, name varchar(60) not null, age int, score numeric(20, 6), born date,
    seen timestamptz, tags text[], doc jsonb, raw json, ref uuid, blob bytea, mood mood, ip inet, note text, spare int);
  create table orders (id serial primary key, person bigint, total numeric(12, 2), code text, twice text);
  create table loose (word text, amount int, constraint sane check (amount > 0))`;

const filled = `
  insert into people select 918273645000 + n, format('canary-mail-%s@example.org', n / 2), format('Canary Name %s', n), 731000 + n,
      5551234.567891 + n, date '1913-04-05' + n, timestamptz '2091-08-07 06:05:04.321+00' + n * interval '1 day',
      array[format('canary-tag-%s', n), null], jsonb_build_object('CanaryKey', format('CanaryValue%s', n)),
      json_build_object('CanaryRaw', n), ('c0ffee00-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
      decode('deadbeefcafe' || lpad(n::text, 4, '0'), 'hex'), (array['glad', 'sad']::mood[])[1 + n % 2],
      ('203.0.113.' || n)::inet, case when n % 3 = 0 then null else 'canary note ' || n end, n % 2
    from generate_series(1, 30) n;
  insert into orders select 640000000 + n, 918273645000 + n * 2, 88123.45 + n, 'canary-code-' || n, 'canary-twice-' || n % 5
    from generate_series(1, 30) n;
  select setval('orders_id_seq', 640000030);
  insert into loose select 'canary-word-' || n % 7, 4567000 + n from generate_series(1, 30) n`;

/** Whatever of the rows' values may be found in a text; none where it holds no word of them. */
export function valuesIn(text: string): readonly string[] {
  const found = text.match(
    /.{0,30}(canary|9182736450|7310\d\d|5551\d\d\d|1913-0|2091-08|c0ffee00|deadbeef|203\.0\.113|6400000|88\d\d\d\.45|45670).{0,10}/gi,
  );
  return found ?? [];
}

export interface Stage {
  /** The superuser's server that others have made databases on, and its URL. */
  readonly host: Server;
  readonly address: string;
  /** The same, as verify takes it. */
  readonly server: Server;
  /** A session on a database of the host, to be ended. */
  open(database: string): Promise<pg.Client>;
  /** Makes a database at a base, with rows. */
  make(name: string, base: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

/** For tests: a server of somebody's, on which staging databases are. */
export async function openStage(): Promise<Stage> {
  const host = await testServer();
  const address = await addressOf(host);
  const owner = await host.createOwner();
  const own = await host.create(owner);
  const server = await startServer({ provider: "server", keep: false, say: () => undefined, address });
  const open = async (name: string) => {
    const { default: driver } = await import("pg");
    const client = new driver.Client({ ...own.settings("superuser"), database: name });
    await client.connect();
    return client;
  };
  return {
    host,
    address,
    server,
    open,
    async make(name, base) {
      const database: Database = await host.create(owner);
      await withFiles(sound(base), async (folder) => {
        const history = await drizzle.read(folder, folder);
        const target = { ledger, connect: () => connect(database, "owner") };
        const { failure } = await drizzle.replay(history, history.migrations, target);
        if (failure !== null) throw new Error(failure.failure.message);
      });
      const client = await open(database.name);
      await client.query(filled);
      await client.end();
      const admin = await open("postgres");
      await admin.query(`alter database ${database.name} rename to ${name}`);
      await admin.query(`comment on database ${name} is null`);
      await admin.end();
    },
    async stop() {
      await server.stop();
      await host.stop();
    },
  };
}
