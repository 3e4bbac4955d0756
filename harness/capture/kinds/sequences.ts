import type { Client } from "pg";
import type { Sequence } from "../../model/catalog.ts";
import { qualified } from "../../sql/quote.ts";
import { type CatalogKind, query, userMade } from "./kind.ts";

type Definition = Omit<Sequence, "next">;

export const sequences: CatalogKind<Sequence> = {
  make: "create sequence made",
  change: "select setval('made', 70)",
  read: async (client) => {
    const definitions = await readDefinitions(client);
    const state = await positions(client, definitions);
    return definitions.map((definition) => ({ ...definition, next: next(definition, state.get(definition.oid)) }));
  },
};

/** Without a look at the sequences themselves, which takes a privilege on each. */
export function readDefinitions(client: Client): Promise<readonly Definition[]> {
  return query<Definition>(
    client,
    `select c.oid, n.nspname as schema, c.relname as name, s.seqstart::text as start, s.seqincrement::text as increment,
         s.seqmin::text as min, s.seqmax::text as max, s.seqcycle as cycle,
       exists (select from pg_depend o where o.classid = 'pg_class'::regclass and o.objid = c.oid and o.objsubid = 0
         and o.refclassid = 'pg_class'::regclass and o.refobjsubid > 0 and o.deptype in ('a', 'i')) as owned
       from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
       where c.relpersistence <> 't' and ${userMade("pg_class", "c.oid", "c.relnamespace")}
       order by n.nspname collate "C", c.relname collate "C"`,
  );
}

interface Position {
  readonly oid: number;
  readonly last: string;
  readonly called: boolean;
}

/** A sequence's position is a row of its own relation: pg_sequences leaves out whether it was drawn. */
async function positions(client: Client, definitions: readonly Definition[]): Promise<ReadonlyMap<number, Position>> {
  if (definitions.length === 0) return new Map();
  const selects = definitions.map(
    (sequence) =>
      `select ${sequence.oid}::oid as oid, last_value::text as last, is_called as called from ${qualified(sequence)}`,
  );
  const rows = await query<Position>(client, selects.join(" union all "));
  return new Map(rows.map((row) => [row.oid, row]));
}

function next(definition: Definition, position: Position | undefined): string | null {
  if (position === undefined) return null;
  if (!position.called) return position.last;
  const following = BigInt(position.last) + BigInt(definition.increment);
  if (following >= BigInt(definition.min) && following <= BigInt(definition.max)) return following.toString();
  if (!definition.cycle) return null;
  return BigInt(definition.increment) > 0n ? definition.min : definition.max;
}
