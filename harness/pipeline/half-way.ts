import type { Client } from "pg";
import { compare } from "../capture/index.ts";
import { match } from "../checks/index.ts";
import { withClient } from "../database/index.ts";
import type { Oid, Relation } from "../model/catalog.ts";
import type { Evidence } from "../model/evidence.ts";
import { databaseFailure } from "../sql/failure.ts";
import { byDeclaredKeys } from "./declared.ts";
import { unboundClone } from "./guard/on-scratch.ts";
import { peek } from "./observe.ts";
import type { Populated } from "./populate.ts";
import type { Run } from "./run.ts";

const insufficientPrivilege = "42501";

/** Where the statements of a candidate are run one by one: a clone of what stands before, in a session of the migrations' role. */
export async function onClone(run: Run, before: Populated, work: (client: Client) => Promise<unknown>): Promise<void> {
  const { scratch } = run;
  // The server's roles, whatever database they are renamed on; here is a session, and on the clone none yet.
  await scratch.freeRoles(before.database);
  const database = await unboundClone(run, before.database);
  await withClient(database, scratch.role, work);
  await scratch.drop(database);
}

/**
 * The evidence as it would be if the candidate ended here, as far as some tables go.
 *
 * @param tables Old tables, by oid.
 * @param inTransaction Whether the candidate's own transaction still stands.
 * @returns Null where the role may not read the tables half way, by a forced policy for one.
 */
export async function halfWay(
  { plan }: Run,
  client: Client,
  before: Populated,
  evidence: Evidence,
  tables: ReadonlySet<Oid>,
  inTransaction: boolean,
): Promise<Evidence | null> {
  try {
    const old = new Set(before.facts.catalog.relations.map(({ oid }) => oid));
    // What is new may be about to take a table's place.
    const asked = ({ oid }: Relation) => tables.has(oid) || !old.has(oid);
    const after = await peek(plan, client, asked, inTransaction);
    const matching = match(before.facts.catalog, after.catalog);
    const pairs = matching.pairs.filter((pair) => tables.has(pair.before));
    const now = { client, facts: after, inTransaction };
    const compared = await withClient(before.database, "superuser", (then) =>
      compare({ client: then, facts: before.facts }, now, pairs),
    );
    const comparisons = await byDeclaredKeys(before, now, evidence.matching, compared);
    return { ...evidence, after, matching, comparisons };
  } catch (error) {
    if (databaseFailure(error)?.sqlstate !== insufficientPrivilege) throw error;
    return null;
  }
}
