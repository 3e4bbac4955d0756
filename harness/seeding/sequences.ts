import type { Column, Relation } from "../model/catalog.ts";
import { identifier, literal, qualified } from "../sql/quote.ts";
import type { Context } from "./context.ts";
import { byBytes } from "./relations.ts";

/** Sets every sequence behind the largest value of the columns that draw from it. */
export async function passSequences({ client, catalog }: Context, relations: readonly Relation[]): Promise<void> {
  for (const sequence of catalog.sequences) {
    const drawn = relations.flatMap((relation) =>
      relation.columns.filter((column) => column.sequence === sequence.oid).map((column) => ({ relation, column })),
    );
    const falls = sequence.increment.startsWith("-");
    const extremes = drawn.map(
      ({ relation, column }) =>
        `select ${falls ? "min" : "max"}(${numberIn(column)}) as edge from ${qualified(relation)}`,
    );
    if (extremes.length === 0) continue;
    const next = sequence.next === null ? "null" : `${sequence.next}::numeric`;
    // Not where the data already fills the sequence, nor where the next value is free anyway.
    await client.query(`select setval(${literal(qualified(sequence))}, edge::bigint)
      from (select ${falls ? "min" : "max"}(edge) as edge from (${extremes.join(" union all ")}) as columns) as found
      where edge between ${sequence.min}::numeric and ${sequence.max}::numeric and edge ${falls ? "<=" : ">="} ${next}`);
  }
}

/** The number that the sequence would have to pass. A default such as `'INV-' || nextval(…)` gives texts: there it is what their digits say. */
function numberIn({ name, type }: Column): string {
  const cell = identifier(name);
  if (/^(smallint|integer|bigint|numeric|real|double precision|oid)/.test(type)) return `${cell}::numeric`;
  const digits = `regexp_replace(${byBytes(cell)}, '[^0-9]', '', 'g')`;
  // Longer ones are no numbers that anyone counted to, and would use the sequence up.
  return `case when ${digits} ~ '^[0-9]{1,7}$' then ${digits}::numeric end`;
}
