import type pg from "pg";

/**
 * What the copy of a foreign database holds and ALTER … OWNER takes, with the words for it. What an extension or the
 * system made is left as it is, and so is what only a superuser may own.
 */
const owned = `
  WITH objects(class, oid, place) AS (
    SELECT 'pg_namespace'::regclass, oid, 0 FROM pg_namespace WHERE nspname !~ '^pg_'
    UNION ALL
    SELECT 'pg_class'::regclass, c.oid, 1 FROM pg_class c
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relpersistence <> 't'
       AND NOT (c.relkind = 'S' AND EXISTS (
         SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
            AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0))
    UNION ALL
    SELECT 'pg_type'::regclass, t.oid, 2 FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
     WHERE t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c'
        OR (t.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid))
    UNION ALL SELECT 'pg_proc'::regclass, oid, 3 FROM pg_proc
    UNION ALL SELECT 'pg_collation'::regclass, oid, 3 FROM pg_collation
    UNION ALL SELECT 'pg_conversion'::regclass, oid, 3 FROM pg_conversion
    UNION ALL SELECT 'pg_operator'::regclass, oid, 3 FROM pg_operator
    UNION ALL SELECT 'pg_opclass'::regclass, oid, 3 FROM pg_opclass
    UNION ALL SELECT 'pg_opfamily'::regclass, oid, 3 FROM pg_opfamily
    UNION ALL SELECT 'pg_ts_config'::regclass, oid, 3 FROM pg_ts_config
    UNION ALL SELECT 'pg_ts_dict'::regclass, oid, 3 FROM pg_ts_dict
    UNION ALL SELECT 'pg_statistic_ext'::regclass, oid, 3 FROM pg_statistic_ext
    UNION ALL SELECT 'pg_foreign_server'::regclass, oid, 3 FROM pg_foreign_server
    UNION ALL SELECT 'pg_largeobject'::regclass, oid, 3 FROM pg_largeobject_metadata
  )
  SELECT CASE
           WHEN class = 'pg_proc'::regclass THEN 'ROUTINE ' || o.oid::regprocedure
           WHEN class = 'pg_statistic_ext'::regclass THEN 'STATISTICS ' || i.identity
           ELSE i.type || ' ' || i.identity
         END AS object
    FROM objects o, LATERAL pg_identify_object(class, o.oid, 0) i
   WHERE (o.oid >= 16384 OR (class = 'pg_namespace'::regclass AND i.identity = 'public'))
     AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e')
   ORDER BY place, o.oid`;

/** Each locks a table and all its indexes until its transaction ends, and a server has room for some thousand locks. */
const atOnce = 50;

const mappings = `
  SELECT format('DROP USER MAPPING FOR %s SERVER %I', CASE WHEN umuser = 0 THEN 'PUBLIC' ELSE quote_ident(usename) END, srvname)
      AS statement FROM pg_user_mappings`;

/**
 * Gives everything in the copy of a foreign database to one role, so that it may be migrated by it, and takes away the
 * passwords with which the copy could reach other servers.
 *
 * REASSIGN OWNED is no way to do it: it would reach for the original too, where its owner owns objects here.
 *
 * @param client A superuser's, on the copy.
 * @param owner The role's name, quoted.
 * @param first SQL that takes away what would be in the way, also of an event trigger that asks always.
 */
export async function adopt(client: pg.Client, owner: string, first: string): Promise<void> {
  // Event triggers are the copy's own, and not to be asked.
  await client.query("SET session_replication_role = replica; SET search_path = pg_catalog");
  await client.query(first);
  const objects = await client.query<{ object: string }>(owned);
  const foreign = await client.query<{ statement: string }>(mappings);
  const statements = [
    ...objects.rows.map(({ object }) => `ALTER ${object} OWNER TO ${owner}`),
    ...foreign.rows.map(({ statement }) => statement),
  ];
  for (let at = 0; at < statements.length; at += atOnce) {
    await client.query(statements.slice(at, at + atOnce).join(";\n"));
  }
}
