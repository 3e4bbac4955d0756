import type pg from "pg";
import type { Migration } from "../../model/history.ts";
import { databaseFailure } from "../../sql/failure.ts";
import { breakpoint } from "../../sql/split.ts";
import type { MigrationFailure, ReplayNotice } from "../tool.ts";
import type { Session } from "./migrator.ts";

/** What went over a session while a migrator had it. */
export interface Recording {
  /** To be given to the migrator in the client's place. */
  readonly session: Session;
  /** The first statement that the server refused. */
  failure(): MigrationFailure | null;
  notices(): readonly ReplayNotice[];
}

/**
 * Listens to a client. Which migration is running is told by the ledger's rows, the last one that the
 * migrator reads and those that it writes, since no version of the migrator says so itself.
 */
export function record(client: pg.Client, migrations: readonly Migration[]): Recording {
  const notices: ReplayNotice[] = [];
  let failure: MigrationFailure | null = null;
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

  const query = async (...given: [query: string | { text: string }, values?: unknown[]]): Promise<unknown> => {
    running = typeof given[0] === "string" ? given[0] : given[0].text;
    try {
      const result: unknown = await Reflect.apply(client.query, client, given);
      pending = stillPending(pending, result, given[1] ?? []);
      return result;
    } catch (error) {
      const refused = databaseFailure(error);
      if (refused !== null) failure ??= { failure: refused, sql: running, migration: current() };
      throw error;
    }
  };
  // Derived, not copied: drizzle-orm tells a client from a pool by its constructor.
  const session: Session = Object.create(client, { query: { value: query } });
  return { session, failure: () => failure, notices: () => notices };
}

/** Reading the ledger's last row rules out what is not later; writing a row rules out what came before it. */
function stillPending(
  pending: readonly Migration[],
  result: unknown,
  values: readonly unknown[],
): readonly Migration[] {
  const [hash, when] = values;
  const written = pending.findIndex((one) => one.sha256 === hash && one.when === when);
  if (written >= 0) return pending.slice(written + 1);
  const last = lastRow(result);
  return last === null ? pending : pending.filter((one) => one.when > last);
}

function lastRow(result: unknown): number | null {
  const rows: unknown = typeof result === "object" && result !== null && "rows" in result ? result.rows : null;
  const row: unknown = Array.isArray(rows) && rows.length === 1 ? rows[0] : null;
  const isLedger = typeof row === "object" && row !== null && Object.keys(row).join() === "id,hash,created_at";
  return isLedger && "created_at" in row ? Number(row.created_at) : null;
}
