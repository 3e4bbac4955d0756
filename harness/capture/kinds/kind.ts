import type { Client } from "pg";
import { guardSchema } from "../../model/guard.ts";
import { literal } from "../../sql/quote.ts";

/** Rows of one kind of catalog object, read by one query. */
export interface CatalogKind<Row> {
  /** SQL that makes an object of this kind; a test sees it appear. */
  readonly make: string;
  /** SQL that changes what `make` made; a test sees exactly this kind differ. */
  readonly change: string;
  read(client: Client): Promise<readonly Row[]>;
}

/** Something that stands on a relation and is read with the relation's oid. */
export type OnRelation<Item> = { readonly relation: number; readonly item: Item };

/**
 * Keeps what the user made: no system schema, nothing temporary, no member of an extension, nothing of
 * the guard, with which a database is to read as without.
 * @param relation SQL expression that gives the oid of the row in `catalog`
 */
export function userMade(catalog: string, oid: string, namespace: string): string {
  return `${namespace} in (
      select n.oid from pg_namespace n
      where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', ${literal(guardSchema)})
        and n.nspname !~ '^pg_(toast_)?temp_')
    and not exists (
      select from pg_depend e
      where e.classid = '${catalog}'::regclass and e.objid = ${oid} and e.objsubid = 0 and e.deptype = 'e')`;
}

/** SQL for a stored tree as text, without where in its statement each part once stood. */
export function bare(tree: string): string {
  return `regexp_replace(${tree}::text, ' :location -?[0-9]+', '', 'g')`;
}

/** SQL for an array of aclitems as sorted texts: NULL, the built-in default, is not the same as none at all. */
export function sortedAcl(acl: string): string {
  return `case when ${acl} is not null then
    array(select item::text from unnest(${acl}) item order by item::text collate "C") end`;
}

export async function query<Row>(client: Client, sql: string): Promise<readonly Row[]> {
  return (await client.query(sql)).rows as Row[];
}
