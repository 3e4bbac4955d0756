import type { Client } from "pg";
import type { Catalog } from "../model/catalog.ts";
import type { Known } from "../sql/constants.ts";

/** What the base's database knows of names that a candidate's statements use. */
export async function known(client: Client, catalog: Catalog): Promise<Known> {
  const { rows } = await client.query<{ schema: string; name: string; definition: string }>(
    `select n.nspname as schema, p.proname as name, pg_get_functiondef(p.oid) as definition
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prokind in ('f', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
       and not exists (select from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e')
     order by 1, 2, p.oid`,
  );
  // A name without a schema is looked for in public first, where the search path of a migrator finds it.
  const schemas = (schema: string | null) =>
    schema === null ? ["public", ...catalog.schemas.map(({ name }) => name)] : [schema];
  return {
    columnsOf(schema, table) {
      for (const candidate of schemas(schema)) {
        const found = catalog.relations.find((relation) => relation.schema === candidate && relation.name === table);
        if (found !== undefined) return found.columns.map((column) => column.name);
      }
      return null;
    },
    functionsOf: (schema, name) =>
      rows.filter((row) => row.name === name && schemas(schema).includes(row.schema)).map((row) => row.definition),
  };
}
