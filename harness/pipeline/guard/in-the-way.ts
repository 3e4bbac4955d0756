import { openLive } from "../../database/index.ts";
import { noLedger, probeSql } from "../../guard/index.ts";
import { HarnessError } from "../../model/error.ts";
import type { Finding } from "../../model/finding.ts";
import { type GuardRead, type GuardWish, guardSchema } from "../../model/guard.ts";
import type { LiveTarget } from "../../model/live.ts";
import { databaseFailure } from "../../sql/failure.ts";
import { pins } from "../../sql/pins.ts";
import { shownName } from "../../sql/quote.ts";
import { count } from "../../text/count.ts";
import { nearest } from "../../text/nearest.ts";
import type { GuardLook } from "./look.ts";
import { writeError } from "./write.ts";

const step = "see whether the guard can be installed";

/**
 * What keeps a guard from being installed, and what is to be known of it. What is tried for that is taken back.
 *
 * @throws {HarnessError} environment: the database takes no writes, or cannot be reached
 */
export async function inTheWay(look: GuardLook, asked: GuardWish, allowOwner: boolean): Promise<readonly Finding[]> {
  const { guard, target } = look;
  const there = new Set(namesOf(guard));
  if (guard.owner !== null && guard.owner !== guard.role.name) return [otherOwner(guard.owner, guard.role.name)];
  return [
    ...(asked.eventTriggers ? await probe(target) : []),
    ...owner(guard, allowOwner),
    ...asked.ledgers
      .filter(({ location: { schema, table } }) => !there.has(shownName(schema, table)))
      .map((ledger) => noLedger(ledger, asked.eventTriggers)),
  ];
}

async function probe(target: LiveTarget): Promise<readonly Finding[]> {
  const client = await openLive(target, step);
  try {
    await client.query("begin");
    await client.query(pins({ lock: 5000, statement: 10_000 }));
    await client.query(probeSql);
    await client.query("rollback");
    return [];
  } catch (error) {
    const failure = databaseFailure(error);
    if (failure?.sqlstate === "42501") return [noEventTriggers(failure.message)];
    throw writeError(error, step, target);
  } finally {
    await client.end();
  }
}

function noEventTriggers(said: string): Finding {
  return {
    code: "guard/no-event-triggers",
    severity: "error",
    object: guardSchema,
    message: `Who connects may not make event triggers: ${said}. Without them nothing refuses DROP TABLE and DROP COLUMN, and the owner of a table can take its triggers off.`,
    remedy:
      "Connect as a superuser, or as what a hosted service has in its place: a member of rds_superuser (RDS), postgres (Supabase), neon_superuser (Neon). --without-event-triggers installs what refuses TRUNCATE and changes of the ledger's rows, and nothing else.",
  };
}

function otherOwner(guard: string, role: string): Finding {
  return {
    code: "guard/other-owner",
    severity: "error",
    object: guardSchema,
    message: `It belongs to ${guard}: ${role} would leave parts of it to two roles.`,
    remedy: `Connect as ${guard}; or take the guard off first, with what \`holdfast guard print --remove\` prints.`,
  };
}

function owner({ role }: GuardRead, allowed: boolean): readonly Finding[] {
  if (role.owns === 0) return [];
  return [
    {
      code: "guard/owner-is-migrator",
      severity: allowed ? "warning" : "error",
      object: role.name,
      message: `${role.name} owns ${count(role.owns, "table")} here, and would own the guard: migrations that run as that role can take it off.`,
      remedy:
        "Install it as another role than the one that migrates. Where every role is the same and the guard is to stop accidents only, say --allow-owner.",
    },
  ];
}

function namesOf({ tables }: GuardRead): readonly string[] {
  return tables.map(({ schema, name }) => shownName(schema, name));
}

/** @throws {HarnessError} input/no-table */
export function requireTables({ tables: listed }: GuardWish, guard: GuardRead): void {
  if (listed === "all") return;
  const there = namesOf(guard);
  for (const { schema, name } of listed) {
    const wanted = shownName(schema, name);
    if (there.includes(wanted)) continue;
    const near = nearest(wanted, there);
    throw new HarnessError({
      kind: "input",
      code: "input/no-table",
      step: "find the tables to cover",
      message: `There is no table ${wanted}.`,
      remedy: near === null ? "Name tables as schema.table, separated by commas." : `Did you mean ${near}?`,
    });
  }
}
