import { join } from "node:path";
import type pg from "pg";
import { connect, withClient } from "../../database/index.ts";
import type { Database, Server } from "../../model/database.ts";
import type { History } from "../../model/history.ts";
import { recordedIn } from "../../text/ledger.ts";
import { alembic } from "../alembic.ts";
import { withFiles } from "../drizzle/sample.fixture.ts";
import type { Replayed, ReplayTarget, TakenBack } from "../tool.ts";
import { project, type Written } from "./alembic.fixture.ts";

/** For tests: a project with revisions, and a database for it. */
export interface Stage {
  readonly root: string;
  readonly history: History;
  readonly database: Database;
  readonly target: ReplayTarget;
  /** Upgrades to the first so many. */
  run(count?: number): Promise<Replayed>;
  /** Takes the last so many back. */
  back(count: number): Promise<TakenBack | null>;
  /** What the ledger claims. */
  recorded(): Promise<readonly string[]>;
  /** The values of all rows, one after the other. */
  values(sql: string): Promise<readonly unknown[]>;
}

export async function onStage(
  server: Server,
  given: { readonly revisions: Readonly<Record<string, Written>>; readonly files?: Readonly<Record<string, string>> },
  use: (stage: Stage) => Promise<void>,
): Promise<void> {
  await withFiles({ ...project(given.revisions), ...given.files }, async (root) => {
    const history = await alembic.read(join(root, "db"), root);
    const { location: ledger } = await alembic.ledger(history);
    const role = await server.createOwner();
    const database = await server.create(role);
    const target = { ledger, connect: (): Promise<pg.Client> => connect(database, "owner") };
    const { migrations } = history;
    await use({
      root,
      history,
      database,
      target,
      run: (count = migrations.length) => alembic.replay(history, migrations.slice(0, count), target),
      back: async (count) => (await alembic.takeBack?.(history, migrations.slice(-count), target)) ?? null,
      recorded: async () => {
        const read = await withClient(database, "owner", (client) => alembic.readLedger(client, ledger));
        return [...recordedIn(alembic.claims(history, read))];
      },
      values: (text) =>
        withClient(database, "owner", async (client) => {
          return (await client.query<unknown[]>({ text, rowMode: "array" })).rows.flat();
        }),
    });
    await server.drop(database);
    await server.dropOwner(role);
  });
}

export const people = `op.create_table("people", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Text))
op.execute("insert into people values (1, 'Ann')")`;

/** For tests: three in a row, whose ways down lose what they made, and a name. */
export const line: Readonly<Record<string, Written>> = {
  a: { up: people, down: 'op.drop_table("people")' },
  b: {
    follows: "a",
    up: 'op.add_column("people", sa.Column("age", sa.Integer))',
    down: 'op.drop_column("people", "age")',
  },
  c: { follows: "b", up: 'op.execute("update people set age = 1")', down: 'op.drop_column("people", "name")' },
};

/** For tests: two after one, that are merged. */
export const branches: Readonly<Record<string, Written>> = {
  a: { up: people, down: 'op.drop_table("people")' },
  b1: { follows: "a", up: 'op.execute("alter table people add b1 int")', down: 'op.drop_column("people", "b1")' },
  b2: { follows: "a", up: 'op.execute("alter table people add b2 int")', down: 'op.drop_column("people", "b2")' },
  m: { follows: ["b1", "b2"] },
  n: { follows: "m", up: 'op.execute("alter table people add n int")', down: 'op.drop_column("people", "n")' },
};

export const columns =
  "select attname from pg_attribute where attrelid = 'people'::regclass and attnum > 0 and not attisdropped";
