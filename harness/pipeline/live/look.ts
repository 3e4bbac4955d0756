import { type Census, catalogIn, census, findLedgers, statistics } from "../../capture/index.ts";
import { withLive } from "../../database/index.ts";
import type { Catalog, Relation } from "../../model/catalog.ts";
import { HarnessError } from "../../model/error.ts";
import type { ForeignLedger, LedgerLocation, LedgerRead } from "../../model/ledger.ts";
import type { LiveServer, LiveTarget } from "../../model/live.ts";
import type { ReportedHistory, ReportedLedger, ReportedLive } from "../../model/live-report.ts";
import type { Schema } from "../../model/schema.ts";
import { flatten, schemaOf } from "../../schema/index.ts";
import { shownName } from "../../sql/quote.ts";
import type { Ground } from "../plan.ts";
import { openScratch, type Scratch, type ScratchOptions } from "../scratch.ts";
import { type LiveOptions, unlessStopped } from "./options.ts";

/** All that is read of a live database, in one read-only transaction. */
export interface Look {
  readonly target: LiveTarget;
  readonly server: LiveServer;
  readonly catalog: Catalog;
  readonly census: Census;
  /** The ledger of the history's own tool. */
  readonly ledger: LedgerRead;
  /** Every other ledger. */
  readonly others: readonly ForeignLedger[];
  /** Those of them that are of the same tool. */
  readonly alike: readonly LedgerRead[];
  /** Keyed "schema.table"; null where they were not asked for. */
  readonly statistics: Awaited<ReturnType<typeof statistics>> | null;
}

export interface Wanted extends Pick<LiveOptions, "signal"> {
  readonly statistics?: boolean;
}

/** @throws {HarnessError} environment: the database cannot be reached, or may not be read. */
export function lookAt(target: LiveTarget, ground: Ground, wanted: Wanted = {}): Promise<Look> {
  const { tool, history } = ground;
  const look = withLive(target, "read the live database", async (client, server): Promise<Look> => {
    const ledger = await tool.readLedger(client, ground.ledger);
    const others = (await findLedgers(client)).filter((other) => !isAt(other, ledger.location));
    const alike: LedgerRead[] = [];
    for (const { schema, table } of others.filter((other) => other.tool === history.tool && other.rows !== null)) {
      alike.push(await tool.readLedger(client, { schema, table }));
    }
    const catalog = await catalogIn(client, { positions: false });
    return {
      target,
      server,
      catalog,
      census: await census(client),
      ledger,
      others,
      alike,
      statistics: wanted.statistics === true ? await statistics(client) : null,
    };
  });
  return unlessStopped(wanted, look);
}

export function isAt({ schema, table }: LedgerLocation, other: LedgerLocation): boolean {
  return schema === other.schema && table === other.table;
}

/**
 * The live schema without the ledgers: those are judged as ledgers.
 *
 * @param made whether the history makes a table of this name, which is a table like others then, whatever it looks like
 */
export function liveSchema(look: Look, made: (relation: Relation) => boolean): Schema {
  const schema = flatten(look.catalog, {
    postgres: look.server.major,
    owner: ownerOf(look.catalog),
    leaveOut: (relation) => isLedger(look, relation) && !made(relation),
  });
  const home = shownName(look.ledger.location.schema);
  // A schema that waits for the ledger is the ledger's as well.
  const isWaiting = schema.objects.filter((object) => schemaOf(object) === home).length === 1;
  if (!isWaiting) return schema;
  return { ...schema, objects: schema.objects.filter(({ kind, name }) => kind !== "schema" || name !== home) };
}

/** Whether a relation is the history's ledger, or another tool's. */
export function isLedger({ ledger, others }: Look, { schema, name }: Relation): boolean {
  return [ledger.location, ...others].some((location) => isAt(location, { schema, table: name }));
}

/** Who owns most of the tables: what the scratch server's owner is held against. */
export function ownerOf({ relations }: Catalog): string | null {
  const owned = new Map<string, number>();
  for (const { owner } of relations) owned.set(owner, (owned.get(owner) ?? 0) + 1);
  const [most] = [...owned].toSorted(([, left], [, right]) => right - left);
  return most?.[0] ?? null;
}

/**
 * A scratch server of the live one's major version, since PostgreSQL prints some things differently from one to the next;
 * of another, where that version is not to be had and none was asked for.
 */
export async function scratchLike(major: number, options: ScratchOptions): Promise<Scratch> {
  const { postgres, image, server, provider } = options;
  if ((postgres ?? image ?? server) !== undefined || provider === "server") return openScratch(options);
  try {
    return await openScratch({ ...options, postgres: String(major) });
  } catch (error) {
    if (!(error instanceof HarnessError) || error.kind === "bug") throw error;
    options.say(`no PostgreSQL ${major} can be started here: ${error.message}`);
    return openScratch(options);
  }
}

export function reportedLive({ target, server }: Look): ReportedLive {
  return { database: server.database, server: target.shown, version: server.version };
}

export function reportedHistory({ history }: Ground): ReportedHistory {
  const { tool, layout, label, migrations } = history;
  return { tool, layout, folder: label, migrations: migrations.length };
}

export function reportedLedger({ location, columns, rows }: LedgerRead): ReportedLedger {
  return { ...location, there: columns !== null, rows: rows.length };
}

/** What a history was replayed on, for people: "PostgreSQL 16.4, postgres:16". */
export function replayedOn({ server }: Scratch): string {
  return `PostgreSQL ${server.version}, ${server.image ?? server.provider}`;
}
