import type { Client } from "pg";
import type { Relation } from "../model/catalog.ts";

type Fold = (text: string) => string;

/**
 * How the indexes of a table fold texts whose collations take several texts for one, by name; the collation may be that
 * of the index, of a column or of a domain. Texts that fold alike may still differ, and the server has the last word.
 */
export async function collationFolds(client: Client, { oid }: Relation): Promise<ReadonlyMap<string, Fold>> {
  // Up to PostgreSQL 16, and up to 14, the locale is in other columns.
  const { rows } = await client.query<{ readonly index: string; readonly locales: readonly string[] }>(
    `select c.relname as index, array_agg(
       coalesce(to_jsonb(l) ->> 'colllocale', to_jsonb(l) ->> 'colliculocale', l.collcollate)) as locales
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_collation l on l.oid = any (i.indcollation)
     where i.indrelid = $1 and (i.indisunique or i.indisexclusion) and not l.collisdeterministic group by c.relname`,
    [oid],
  );
  return new Map(rows.map(({ index, locales }) => [index, foldOf(locales.join(" "))]));
}

/** Of several locales, what any of them ignores; a locale says so in one of two spellings. */
function foldOf(locale: string): Fold {
  const says = (pattern: RegExp) => pattern.test(locale);
  const withoutMarks = says(/ks-level1|colStrength=primary/i);
  const withoutCase = withoutMarks || says(/ks-level2|colStrength=secondary/i);
  const withoutSigns = says(/ka-shifted|colAlternate=shifted/i);
  const byNumber = says(/(?:^|-)kn(?!-false)|colNumeric=yes/i);
  return (text) => {
    // Each of them ignores what cannot be seen, and how a letter is put together.
    let folded = text.normalize(withoutCase ? "NFKD" : "NFD").replaceAll(/(?![\t\n\v\f\r])[\p{Cc}\p{Cf}]/gu, "");
    // ß is SS in capitals.
    if (withoutCase) folded = folded.toUpperCase().toLowerCase();
    if (withoutMarks) folded = folded.replaceAll(/\p{M}/gu, "");
    if (withoutSigns) folded = folded.replaceAll(/[\p{P}\p{Z}\p{S}\s]/gu, "");
    return byNumber ? folded.replaceAll(/0+(?=\d)/g, "") : folded;
  };
}
