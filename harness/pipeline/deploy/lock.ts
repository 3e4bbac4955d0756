import { setTimeout as sleep } from "node:timers/promises";
import { HarnessError } from "../../model/error.ts";
import { ledgerLock } from "../ledger-lock.ts";
import { type Client, isInTransaction } from "./session.ts";

/** How one deploy waits for another. */
export interface Patience {
  /** In milliseconds; 0 asks once. */
  readonly wait: number;
  /** In milliseconds. */
  readonly every: number;
  readonly signal?: AbortSignal | undefined;
  readonly say: (line: string) => void;
}

/** A lock that was taken. */
export interface Lock {
  /** The session of the server that has it. */
  readonly pid: number;
  /** Another deploy had it first. */
  readonly waited: boolean;
}

/** In milliseconds: how often a deploy that waits says for whom. */
const reminder = 30_000;

const [high, low] = ledgerLock;
const theLock = `locktype = 'advisory' and classid = ${high} and objid = ${low} and objsubid = 2 and granted
  and database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())`;
const isHeldHere = `exists (select from pg_catalog.pg_locks where ${theLock} and pid = pg_catalog.pg_backend_pid())`;

/**
 * Takes the lock that lets one deploy run at a time.
 *
 * It is asked for again and again: a session that waits for a lock in the server holds a snapshot, and the CREATE INDEX
 * CONCURRENTLY of the deploy that holds the lock would wait for that one, until the server ends one of them.
 *
 * @throws {HarnessError} guard/locked; what the signal was aborted with
 */
export async function takeLock(client: Client, { wait, every, signal, say }: Patience): Promise<Lock> {
  const start = performance.now();
  let said = Number.NEGATIVE_INFINITY;
  for (let waited = false; ; waited = true) {
    signal?.throwIfAborted();
    const pid = await tryLock(client);
    if (pid !== null) return { pid, waited };
    const now = performance.now();
    if (now - start >= wait) throw locked(await holder(client), wait);
    if (now - said >= reminder) {
      said = now;
      say(`waiting for another deploy: ${(await holder(client)).words}`);
    }
    // What it was aborted with is thrown above.
    await sleep(Math.min(every, start + wait - now), undefined, { signal }).catch(() => undefined);
  }
}

/**
 * The session of the server that took the lock; null where it is not to be had.
 *
 * A session that has the lock could take it again: two deploys on one client are two all the same, as are two that a
 * pooler sends to one session.
 */
async function tryLock(client: Client): Promise<number | null> {
  const { rows } = await client.query<{ locked: boolean; pid: number }>(
    `select pg_catalog.pg_backend_pid() as pid,
      case when ${isHeldHere} then false else pg_catalog.pg_try_advisory_lock(${high}, ${low}) end as locked`,
  );
  return rows[0]?.locked === true ? rows[0].pid : null;
}

interface Holder {
  readonly pid: number | null;
  readonly words: string;
}

async function holder(client: Client): Promise<Holder> {
  const { rows } = await client.query<{ pid: number; application: string | null; since: string | null }>(
    `select l.pid, nullif(a.application_name, '') as application,
        pg_catalog.to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as since
      from pg_catalog.pg_locks l left join pg_catalog.pg_stat_activity a on a.pid = l.pid where ${theLock}`,
  );
  const [found] = rows;
  if (found === undefined) return { pid: null, words: "it is just through" };
  const { pid, application, since } = found;
  const who = application === null ? "" : ` (${application})`;
  return { pid, words: `session ${pid}${who}${since === null ? "" : `, connected since ${since} UTC`}` };
}

function locked({ pid, words }: Holder, wait: number): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: "guard/locked",
    step: "wait for the other deploy",
    message: `Another deploy holds the lock of this database${wait === 0 ? "" : `, and did so for ${wait / 1000} s`}: ${words}.`,
    remedy: `Nothing was run. Let the other one finish, and deploy again${pid === null ? "" : `; if its process is gone, pg_terminate_backend(${pid}) ends its session`}.`,
  });
}

/**
 * Looks whether the lock is where it was taken, and whether a transaction is open there.
 *
 * @throws {HarnessError} guard/pooled
 */
export async function requireHeld(client: Client, lock: Lock, stage: keyof typeof stages): Promise<{ open: boolean }> {
  const { rows } = await client.query<{ pid: number; held: boolean; open: boolean }>(
    `select pg_catalog.pg_backend_pid() as pid, ${isHeldHere} as held, ${isInTransaction} as open`,
  );
  const [now] = rows;
  if (now?.pid === lock.pid && now.held) return now;
  throw new HarnessError({
    kind: "environment",
    code: "guard/pooled",
    step: "hold the lock of the deploy",
    message:
      now?.pid === lock.pid
        ? "The lock of the deploy is gone: what ran has given up all locks of its session."
        : "The lock of the deploy was taken on one session of the server, and a later query ran on another: a pooler stands between, such as PgBouncer in transaction mode.",
    remedy: `${stages[stage]} Give migrations a direct address of the server, and a session of their own.`,
  });
}

const stages = {
  before: "Nothing was run.",
  after: "The migrator has run, and another deploy could have run beside it: see `holdfast status`.",
} as const;

/** A pooler may come round to the session that has the lock. */
const tries = 50;
/** In milliseconds. */
const pause = 10;

/**
 * Gives the lock back. A connection that broke has given it back by itself.
 *
 * @param failed what the deploy left open is then rolled back: nobody may find it committed later on
 */
export async function giveBack(client: Client, { pid }: Lock, failed: boolean): Promise<void> {
  try {
    if (failed) await client.query("rollback");
    for (let tried = 0; tried < tries; tried += 1) {
      const { rows } = await client.query<{ here: boolean }>(
        `select pg_catalog.pg_backend_pid() = ${pid} as here,
          case when pg_catalog.pg_backend_pid() = ${pid} then pg_catalog.pg_advisory_unlock(${high}, ${low}) end`,
      );
      if (rows[0]?.here !== false) return;
      await sleep(pause);
    }
  } catch {
    // What kept the deploy from its end has been told.
  }
}
