import type pg from "pg";
import type { Migration } from "../../model/history.ts";
import { databaseFailure } from "../../sql/failure.ts";
import { breakpoint } from "../../sql/split.ts";
import type { MigrationFailure, ReplayNotice, ReplayTarget } from "../tool.ts";
import type { Layout } from "./engine.ts";
import type { Session } from "./migrator.ts";

/** What went over a session while a migrator had it. */
interface Recording {
  /** To be given to the migrator in the client's place. */
  readonly session: Session;
  /** The first statement that the server refused. */
  failure(): MigrationFailure | null;
  notices(): readonly ReplayNotice[];
  /** Whose rows were written to the ledger, in their order; also those that a failure then took back. */
  ran(): readonly string[];
  /** What `after` threw, as it came. */
  thrown(): { readonly error: unknown } | null;
}

/**
 * Listens to a client. Which migration is running is told by the ledger's rows, those that the migrator
 * reads and those that it writes, since no version of the migrator says so itself.
 *
 * @param migrations in the order they run
 */
export function record(
  client: pg.Client,
  migrations: readonly Migration[],
  layout: Layout,
  after: ReplayTarget["after"],
): Recording {
  const notices: ReplayNotice[] = [];
  const ran: string[] = [];
  let failure: MigrationFailure | null = null;
  let thrown: { readonly error: unknown } | null = null;
  let pending = migrations;
  let running = "";

  const current = (): string | null => pending.find(({ sql }) => sql.split(breakpoint).includes(running))?.id ?? null;

  client.on("notice", ({ code, message }) => {
    const migration = current();
    // What the migrator makes for itself is there already, and it says so every time.
    if ((code === "42622" || code === "42P07") && migration !== null) {
      notices.push({ code, message: message ?? "", migration });
    }
  });

  /** What is thrown here ends the run, but it is no failure of a migration. */
  const recorded = async ({ id }: Migration): Promise<void> => {
    ran.push(id);
    try {
      await after?.(id, client);
    } catch (error) {
      thrown ??= { error };
      throw error;
    }
  };

  const query = async (...given: [query: string | { text: string }, values?: unknown[]]): Promise<unknown> => {
    running = typeof given[0] === "string" ? given[0] : given[0].text;
    try {
      const result: unknown = await Reflect.apply(client.query, client, given);
      const written = writtenBy(given[1] ?? [], pending);
      pending = written === null ? notRuledOut(pending, result, layout) : pending.slice(pending.indexOf(written) + 1);
      if (written !== null) await recorded(written);
      return result;
    } catch (error) {
      const refused = databaseFailure(error);
      if (refused !== null) failure ??= { failure: refused, sql: running, migration: current() };
      throw error;
    }
  };

  // Derived, not copied: drizzle-orm tells a client from a pool by its constructor.
  const session: Session = Object.create(client, { query: { value: query } });
  return { session, failure: () => failure, notices: () => notices, ran: () => ran, thrown: () => thrown };
}

/** Whose row a statement with these values writes; null for any other statement. */
function writtenBy([hash, when]: readonly unknown[], pending: readonly Migration[]): Migration | null {
  return pending.find((one) => one.sha256 === hash && one.when === when) ?? null;
}

/** Reading the ledger rules out what it holds: by the time of its last row in 0.x, by the names of all in 1.0. */
function notRuledOut(pending: readonly Migration[], result: unknown, layout: Layout): readonly Migration[] {
  const rows = rowsOf(result);
  const columns = layout === "folders" ? "id,hash,created_at,name" : "id,hash,created_at";
  if (rows.some((row) => Object.keys(row).join() !== columns)) return pending;
  if (layout === "folders") {
    const names = new Set(rows.map(({ name }) => name));
    return pending.filter(({ id }) => !names.has(id));
  }
  const [last, ...others] = rows;
  const isLast = last !== undefined && others.length === 0;
  return isLast ? pending.filter(({ when }) => when > Number(last.created_at)) : pending;
}

function rowsOf(result: unknown): readonly Readonly<Record<string, unknown>>[] {
  return typeof result === "object" && result !== null && "rows" in result && Array.isArray(result.rows)
    ? result.rows
    : [];
}
