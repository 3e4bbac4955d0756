import { withClient } from "../database/index.ts";
import type { Database, Server } from "../model/database.ts";
import type { Finding } from "../model/finding.ts";
import type { Migration } from "../model/history.ts";
import { mutantsOf } from "../sql/mutants.fixture.ts";
import { identifier, qualified } from "../sql/quote.ts";
import { breakpoint, splitStatements } from "../sql/split.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { drizzle } from "../tools/drizzle.ts";
import { verify } from "./verify.ts";

/** What became of one mutant of a candidate. */
export interface Judged {
  readonly mistake: string;
  /**
   * What it leaves where the candidate was meant, by reading all rows on both sides: the same; other values in columns
   * that were there before; another schema, or other values in what is new; or it does not run.
   */
  readonly leaves: "the same" | "old values changed" | "something new otherwise" | "nothing: it fails";
  /** What verify finds of it and not of the candidate. */
  readonly found: readonly string[];
}

/** A candidate that passes, and the mutants of it. */
export interface Bred {
  readonly candidate: string;
  readonly verdict: string;
  readonly judged: readonly Judged[];
}

/**
 * Verifies a candidate and each of its mutants on the same rows, and reads back what each leaves.
 *
 * @param choose of the mutants, those to try
 */
export async function breed(
  folder: string,
  candidate: string,
  server: Server,
  choose: <One>(mutants: readonly One[]) => readonly One[],
): Promise<Bred> {
  const { migrations } = await drizzle.read(folder, folder);
  const last = migrations.findIndex(({ id }) => id === candidate);
  const meant = migrations[last];
  if (meant === undefined) throw new Error(`There is no ${candidate} in ${folder}.`);
  const base = migrations.slice(0, last);
  const statements = (await splitStatements(meant)).map(({ sql }) => sql);
  return judging(base, candidate, statements, server, async (original, run) => {
    const told = new Set(original.findings.map(line));
    const judged: Judged[] = [];
    for (const { mistake, statements: made } of choose(await mutantsOf(statements))) {
      judged.push(
        await run(made, async (findings, after) => ({
          mistake,
          leaves: findings.some(({ code }) => code === "candidate/failed")
            ? "nothing: it fails"
            : await difference(original.before, original.after, after),
          found: findings.map(line).filter((one) => !told.has(one)),
        })),
      );
    }
    return { candidate, verdict: original.verdict, judged };
  });
}

interface Original {
  readonly verdict: string;
  readonly findings: readonly Finding[];
  readonly before: Database;
  readonly after: Database;
}

type Use<Result> = (findings: readonly Finding[], after: Database) => Promise<Result>;

async function judging<Result>(
  base: readonly Migration[],
  candidate: string,
  statements: readonly string[],
  server: Server,
  use: (original: Original, run: <One>(made: readonly string[], use: Use<One>) => Promise<One>) => Promise<Result>,
): Promise<Result> {
  const lent = <One>(made: readonly string[], from: string | null, judge: (verified: Verified) => Promise<One>) =>
    withFiles(historyOf(base, candidate, made), async (folder) => {
      const rows = from === null ? { rows: 30 } : { from, showValues: true };
      const verified = await verify({ folder, cwd: folder, server, candidate: { candidate }, ...rows });
      try {
        return await judge(verified);
      } finally {
        await verified.close();
      }
    });
  return lent(statements, null, async ({ report, before, after }) => {
    if (before === null || after === null) throw new Error(`${candidate} has no base that replays.`);
    const original = { verdict: report.verdict, findings: report.findings, before, after };
    return use(original, async (made, judge) => {
      // Nothing may be connected to what is copied.
      await before.idle.end();
      return lent(made, before.name, (mutant) => {
        if (mutant.after === null) throw new Error("A base that replayed does not replay again.");
        return judge(mutant.report.findings, mutant.after);
      });
    });
  });
}

type Verified = Awaited<ReturnType<typeof verify>>;

function historyOf(base: readonly Migration[], candidate: string, statements: readonly string[]) {
  const before = base.map(({ id, sql }) => [id, sql] as const);
  return sound(Object.fromEntries([...before, [candidate, statements.join(`;${breakpoint}\n`)] as const]));
}

function line({ severity, code, object }: Finding): string {
  return `${severity} ${code} ${object}`;
}

/** The rows of every column that stood before, as text, in an order of their own: by oid and attnum, which clones keep. */
async function difference(before: Database, meant: Database, made: Database): Promise<Judged["leaves"]> {
  const old = await columnsOf(before);
  const [wanted, there] = [await columnsOf(meant), await columnsOf(made)];
  for (const [oid, columns] of old) {
    const kept = [...columns.keys()].filter((attnum) => wanted.get(oid)?.has(attnum));
    if (kept.length === 0) continue;
    const lost = kept.some((attnum) => !there.get(oid)?.has(attnum));
    if (lost || (await rowsOf(meant, wanted.get(oid), kept)) !== (await rowsOf(made, there.get(oid), kept))) {
      return "old values changed";
    }
  }
  return (await everything(meant)) === (await everything(made)) ? "the same" : "something new otherwise";
}

type Columns = ReadonlyMap<number, { readonly table: string; readonly column: string }>;

async function columnsOf(database: Database): Promise<ReadonlyMap<number, Columns>> {
  const { rows } = await withClient(database, "superuser", (client) =>
    client.query<{ oid: number; schema: string; name: string; attnum: number; column: string }>(`
      select c.oid::int4 as oid, n.nspname as schema, c.relname as name, a.attnum, a.attname as column
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
        and n.nspname not in ('pg_catalog', 'information_schema', 'drizzle') and n.nspname not like 'pg_toast%'
      order by n.nspname, c.relname, a.attnum`),
  );
  const tables = new Map<number, Map<number, { table: string; column: string }>>();
  for (const { oid, schema, name, attnum, column } of rows) {
    const columns = tables.get(oid) ?? new Map();
    tables.set(oid, columns.set(attnum, { table: qualified({ schema, name }), column: identifier(column) }));
  }
  return tables;
}

async function rowsOf(database: Database, columns: Columns | undefined, chosen: readonly number[]): Promise<string> {
  const named = chosen.flatMap((attnum) => columns?.get(attnum) ?? []);
  const { rows } = await withClient(database, "superuser", (client) =>
    client.query<{ all: string | null }>(`
      select string_agg(line, E'\\n' order by line collate "C") as all
      from (select row(${named.map(({ column }) => `${column}::text`).join(", ")})::text as line from ${named[0]?.table}) l`),
  );
  return rows[0]?.all ?? "";
}

/** Every column with its type and all rows of every table. */
async function everything(database: Database): Promise<string> {
  const tables = [...(await columnsOf(database)).values()];
  const parts: string[] = [];
  for (const columns of tables) {
    const sorted = [...columns].toSorted(([, a], [, b]) => (a.column < b.column ? -1 : 1)).map(([attnum]) => attnum);
    const names = sorted.map((attnum) => columns.get(attnum)?.column);
    parts.push(`${[...columns.values()][0]?.table} ${names.join()}\n${await rowsOf(database, columns, sorted)}`);
  }
  return parts.toSorted().join("\n");
}
