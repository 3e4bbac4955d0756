import { type Census, catalogIn, census, findLedgers, statistics } from "../../capture/index.ts";
import { withLive } from "../../database/index.ts";
import type { Catalog } from "../../model/catalog.ts";
import type { ForeignLedger, LedgerRead } from "../../model/ledger.ts";
import type { LiveServer, LiveTarget } from "../../model/live.ts";
import { isAt } from "../../text/ledger.ts";
import type { Ground } from "../plan.ts";
import type { LiveOptions } from "./options.ts";

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
  /** Those of them that are of the same tool; empty where they were not asked for. */
  readonly alike: readonly LedgerRead[];
  /** Keyed "schema.table"; null where they were not asked for. */
  readonly statistics: Awaited<ReturnType<typeof statistics>> | null;
}

export interface Wanted extends Pick<LiveOptions, "signal"> {
  readonly statistics?: boolean;
  /** Whether other ledgers of the same tool are to be read, and not only counted. */
  readonly alike?: boolean;
}

/** @throws {HarnessError} environment: the database cannot be reached, or may not be read. */
export function lookAt(target: LiveTarget, ground: Ground, wanted: Wanted = {}): Promise<Look> {
  const { tool, history } = ground;
  const look = withLive(target, "read the live database", async (client, server): Promise<Look> => {
    const ledger = await tool.readLedger(client, ground.ledger);
    const others = (await findLedgers(client)).filter((other) => !isAt(other, ledger.location));
    const alike: LedgerRead[] = [];
    const again = others.filter(({ tool: name, rows }) => name === history.tool && rows !== null);
    for (const { schema, table } of wanted.alike === true ? again : []) {
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

/** What is only read needs no orderly end: it is not waited for when the signal comes. */
export function unlessStopped<Result>({ signal }: Pick<Wanted, "signal">, work: Promise<Result>): Promise<Result> {
  if (signal === undefined) return work;
  return new Promise((settle, fail) => {
    const stop = () => fail(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    work.then(settle, fail).finally(() => signal.removeEventListener("abort", stop));
  });
}
