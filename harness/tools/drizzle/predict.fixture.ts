import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { drizzle as orm0 } from "drizzle-orm/node-postgres";
import { migrate as migrate0 } from "drizzle-orm/node-postgres/migrator";
import { drizzle as orm1 } from "drizzle-orm-1/node-postgres";
import { migrate as migrate1 } from "drizzle-orm-1/node-postgres/migrator";
import type pg from "pg";
import { expect } from "vitest";
import { connect } from "../../database/index.ts";
import type { Server } from "../../model/database.ts";
import type { Claim, Prediction, Upgrade } from "../../model/ledger.ts";
import { drizzle } from "../drizzle.ts";
import { withFiles } from "./sample.fixture.ts";

export const location = { schema: "drizzle", table: "__drizzle_migrations" };

/** Where databases are made. */
export interface World {
  readonly server: Server;
  readonly owner: string;
}

export type Files = Readonly<Record<string, string>>;

/** A step of a database's life: SQL by hand, or a folder that the real drizzle-orm of its layout migrates it with. */
export type Step = string | Files;

export interface Told {
  readonly prediction: Prediction;
  /** Null where none happens. */
  readonly upgrade: Upgrade | null;
  readonly claims: readonly Claim[];
}

export interface Happened {
  /** What the migrations wrote, in the order in which they ran. */
  readonly ran: readonly string[];
  /** What it said; null where it did not throw. */
  readonly threw: string | null;
  /** How many rows the run added. */
  readonly added: number;
  /** What the rows of before are called after it. */
  readonly named: Upgrade["named"];
}

/** What is foretold of a folder on a database that has had such a life, and what then happens. */
export async function look(
  { server, owner }: World,
  life: readonly Step[],
  files: Files,
  orm = ormOf(files),
): Promise<Told & Happened> {
  const database = await server.create(owner);
  const client = await connect(database, "owner");
  try {
    await client.query(trace);
    for (const step of life) {
      await (typeof step === "string" ? client.query(step) : inProject(step, ormOf(step), ({ run }) => run(client)));
    }
    await client.query("truncate trace");
    return await inProject(files, orm, (project) => tell(client, project));
  } finally {
    await client.end();
    await server.drop(database);
  }
}

export const trace = "create table trace (place int generated always as identity, id text)";

export async function tell(client: pg.Client, { folder, run }: Project): Promise<Told & Happened> {
  const history = await drizzle.read(folder, folder);
  const before = await drizzle.readLedger(client, location);
  const prediction = drizzle.predict(history, before);
  const upgrade = history.layout === "folders" ? drizzle.upgrade(history, before) : null;
  const claims = drizzle.claims(history, before);
  const threw = await run(client).then(
    () => null,
    (error: unknown) => String(error),
  );
  const { rows } = await client.query<{ id: string }>("select id from trace order by place");
  const after = await drizzle.readLedger(client, location);
  const named = after.rows.flatMap(({ id, name }) =>
    name !== null && before.rows.some((row) => row.id === id) ? { row: id, migration: name } : [],
  );
  const added = after.rows.length - before.rows.length;
  return { prediction, upgrade, claims, threw, ran: rows.map(({ id }) => id), added, named };
}

function shown(claim: Claim): string {
  const { migration, state, rows } = claim;
  const because = claim.state === "edited" && claim.onlyLineEnds ? "only its line ends differ" : claim.because;
  const ids = rows.map(({ id }) => `#${id}`);
  return [migration ?? "-", state, ...ids, ...(because === null ? [] : [`(${because})`])].join(" ");
}

export type Orm = "drizzle-orm" | "drizzle-orm-1";

/** The one that runs such a folder. */
function ormOf(files: Files): Orm {
  return "meta/_journal.json" in files ? "drizzle-orm" : "drizzle-orm-1";
}

export interface Project {
  /** Absolute path of its migrations. */
  readonly folder: string;
  /** Its own drizzle-orm migrates, without any of ours between. */
  run(client: pg.Client): Promise<void>;
}

export async function inProject<Result>(
  files: Files,
  orm: Orm,
  use: (project: Project) => Promise<Result>,
): Promise<Result> {
  const inside = Object.entries(files).map(([name, text]) => [`db/${name}`, text] as const);
  return withFiles({ "db/.keep": "", "node_modules/.keep": "", ...Object.fromEntries(inside) }, async (root) => {
    await symlink(join(import.meta.dirname, "../../../node_modules", orm), join(root, "node_modules/drizzle-orm"));
    const folder = join(root, "db");
    const config = { migrationsFolder: folder, migrationsSchema: location.schema, migrationsTable: location.table };
    const run = async (client: pg.Client): Promise<void> => {
      await (orm === "drizzle-orm" ? migrate0(orm0(client), config) : migrate1(orm1({ client }), config));
    };
    return use({ folder, run });
  });
}

type Entry = readonly [tag: string, when: number, comment?: string];

/** Writes down that it ran, under what drizzle-kit leaves of a name when it converts a folder. */
export function text(id: string, comment = ""): string {
  return `insert into trace (id) values ('${tail(id)}');${comment}`;
}

export function tail(id: string): string {
  return id.replace(/^\d+_/, "");
}

export function journal(...entries: readonly Entry[]): Files {
  const files = Object.fromEntries(entries.map(([tag, , comment]) => [`${tag}.sql`, text(tag, comment)]));
  const listed = entries.map(([tag, when], idx) => ({ idx, version: "7", when, tag, breakpoints: true }));
  return { ...files, "meta/_journal.json": JSON.stringify({ dialect: "postgresql", entries: listed }) };
}

export function folders(...entries: readonly (readonly [name: string, comment?: string])[]): Files {
  return Object.fromEntries(entries.map(([name, comment]) => [`${name}/migration.sql`, text(name, comment)]));
}

export const three = journal(["0000_a", 1000], ["0001_b", 2000], ["0002_c", 3000]);

export const drop = (where: string): string => `delete from drizzle.__drizzle_migrations where ${where}`;
export const insert = (hash: string, when: string): string =>
  `insert into drizzle.__drizzle_migrations (hash, created_at) values ('${hash}', ${when})`;

interface Expected {
  readonly runs?: readonly string[];
  readonly skipped?: readonly string[];
  readonly rerun?: readonly string[];
  readonly refuses?: string;
  readonly claims: readonly string[];
}

export type Case = readonly [what: string, life: readonly Step[], files: Files, expected: Expected];

export async function holds(
  world: World,
  [, life, files, { runs = [], skipped = [], rerun = [], refuses, claims }]: Case,
) {
  const told = await look(world, life, files);
  expect(told.claims.map(shown)).toEqual(claims);
  expect({ ...told.prediction, skipped: told.prediction.skipped.map(({ migration }) => migration) }).toEqual({
    migrator: expect.stringMatching(/^drizzle-orm [01].* of the project$/),
    runs,
    skipped,
    rerun,
    refuses: refuses === undefined ? null : expect.stringContaining(refuses),
  });
  expectForetold(told);
}

/** What happened is what was foretold. */
export function expectForetold({ prediction, upgrade, ran, threw, added, named }: Told & Happened): void {
  expect({ ran, added, threw: threw !== null }).toEqual({
    ran: prediction.runs.map(tail),
    added: prediction.runs.length,
    threw: prediction.refuses !== null,
  });
  if (upgrade === null) return;
  expect(threw ?? "").toContain(upgrade.unmatched.join(", "));
  expect(named).toEqual(threw === null ? upgrade.named : []);
  if (threw === null) expect(ran).toEqual(upgrade.holes.map(tail));
}

export const stamped = folders(["19700101000001_a"], ["19700101000002_b"], ["19700101000003_c"]);
