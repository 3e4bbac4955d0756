import type pg from "pg";
import type { History, Migration } from "../../model/history.ts";
import { recordedIn } from "../../text/ledger.ts";
import type { MigrationTool, ReplayTarget } from "../tool.ts";
import { addressOf, environmentFor, reachedBy } from "./environment.ts";
import { type Endpoint, listening, type Refusal } from "./listen.ts";
import type { ProjectCopy } from "./project.ts";
import { type Ended, runCommand } from "./run.ts";

/** The project's own command that migrates. */
export interface Runner {
  /** For the shell. */
  readonly command: string;
  /** For the shell, too: takes the last migration back; left out where the project has no such command. */
  readonly down?: string;
  /** The variable that it reads the database's address from. */
  readonly variable: string;
  /** Absolute path of where it runs. */
  readonly folder: string;
}

/** How a command ended, and what was heard of it at the database. */
export interface Heard {
  readonly end: Ended;
  readonly refusals: readonly Refusal[];
  /** Whether it came to the database at all. */
  readonly came: boolean;
}

/** Runs one of the runner's commands in a copy of its project, on the target's database and no other. */
export function runHeard(
  command: string,
  { variable }: Runner,
  copy: ProjectCopy,
  target: ReplayTarget,
  milliseconds: number,
): Promise<Heard> {
  return overheard(target, (url, signal) =>
    runCommand(command, copy.folder, environmentFor(url, [variable], copy.migrations), milliseconds, signal),
  );
}

/**
 * Runs a command that is given an address of the target's database, and listens to what it asks there.
 *
 * @param run the signal ends it
 * @param heed is called with each statement that is asked, before its answer
 */
export function overheard(
  target: ReplayTarget,
  run: (url: string, signal: AbortSignal) => Promise<Ended>,
  heed?: (sql: string) => void,
): Promise<Heard> {
  const gone = new AbortController();
  return session(target, async (client) => {
    // Whoever ends the run takes the server away: the command, which need not be connected, ends with it.
    client.on("error", (error) => gone.abort(error));
    const use = async (here: Endpoint, refusals: () => readonly Refusal[], came: () => boolean): Promise<Heard> => {
      const end = await run(addressOf(client, here), gone.signal);
      return { end, refusals: refusals(), came: came() };
    };
    return listening(reachedBy(client), use, heed);
  });
}

/** Lends a session on the target's database. */
export async function session<Result>(
  { connect }: ReplayTarget,
  use: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = await connect();
  // A connection that breaks also rejects the query that was running; unheard, it would end the process.
  client.on("error", () => {});
  return use(client).finally(() => client.end());
}

/** The migrations that the ledger claims. */
export async function recorded(
  { readLedger, claims }: Pick<MigrationTool, "readLedger" | "claims">,
  history: History,
  target: ReplayTarget,
): Promise<ReadonlySet<string>> {
  const ledger = await session(target, (client) => readLedger(client, target.ledger));
  return recordedIn(claims(history, ledger));
}

/** A command cannot be looked at while it runs: who wants to see each state gets one run for each. */
export function stepsOf(migrations: readonly Migration[], { after }: ReplayTarget): readonly (readonly Migration[])[] {
  return after === undefined ? [migrations] : migrations.map((_, place) => migrations.slice(0, place + 1));
}

/** What is refused because something was before tells nothing. */
export function telling(refusals: readonly Refusal[]): readonly Refusal[] {
  return refusals.filter(({ failure }) => failure.sqlstate !== "25P02");
}

/** A text to be looked for in others, or others in it, however it is laid out. */
export function oneLine(sql: string): string {
  return sql
    .replaceAll(/\s+/g, " ")
    .replace(/[ ;]+$/, "")
    .trim();
}
