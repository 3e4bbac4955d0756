import type { Client } from "pg";
import type { Oid } from "../model/catalog.ts";

/** Read at once, in bytes: a large object may hold terabytes. */
const piece = 1024 * 1024;

/** A digest of what each large object holds; a hole in it counts as the zeros that reading it gives. */
export async function largeObjects(client: Client): Promise<ReadonlyMap<Oid, string>> {
  const { rows } = await client.query<{ oid: Oid; digest: string }>(
    `select m.oid, md5(coalesce(string_agg(md5(lo_get(m.oid, at, ${piece})), '' order by at), '')) as digest
       from pg_largeobject_metadata m
       left join lateral (select max(pageno * 2048::bigint + length(data)) as size from pg_largeobject where loid = m.oid) l on true
       left join lateral generate_series(0, l.size - 1, ${piece}) as at on true
      group by m.oid order by m.oid`,
  );
  return new Map(rows.map(({ oid, digest }) => [oid, digest]));
}
