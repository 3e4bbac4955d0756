import type { ClientBase, QueryResultRow } from "pg";
import { type GuardRead, guardSchema } from "../model/guard.ts";
import { literal } from "../sql/quote.ts";
import { readRole } from "./read-role.ts";
import { readPermits, readWish } from "./stored.ts";

/**
 * Writes down what stands of a guard in a database. It sends SELECT and nothing else, and says nothing of what it means.
 *
 * Catalogs may be read by everybody; what was asked for and the permits only by who may read the guard's tables.
 */
export async function readGuard(client: ClientBase): Promise<GuardRead> {
  const [schema] = await query<{ version: string | null; owner: string }>(
    client,
    `select coalesce(obj_description(oid, 'pg_namespace'), '') as version, pg_get_userbyid(nspowner)::text as owner
     from pg_namespace where nspname = ${schemaName}`,
  );
  const tables = await query<GuardRead["tables"][number]>(client, allTables);
  const role = await readRole(client);
  return {
    version: schema?.version ?? null,
    owner: schema?.owner ?? null,
    opened: (await query<{ right: string }>(client, opened)).map(({ right }) => right),
    eventTriggers: await query(client, eventTriggers),
    functions: await query(client, functions),
    tables,
    besideLedger: await query(client, besideLedger),
    bind: (await query<{ bind: string | null }>(client, `select ${bind} as bind`))[0]?.bind ?? null,
    wish: await readWish(client),
    permits: await readPermits(client),
    role: { ...role, owns: tables.filter(({ owner }) => owner === role.name).length },
  };
}

async function query<Row extends QueryResultRow>(client: ClientBase, sql: string): Promise<readonly Row[]> {
  return (await client.query<Row>(sql)).rows;
}

const schemaName = literal(guardSchema);
const inGuard = `select oid from pg_namespace where nspname = ${schemaName}`;

/** Whatever anybody has there but the owner of the schema: rights, and things of their own. */
const opened = `
  with guard as (select oid, nspowner, nspacl from pg_namespace where nspname = ${schemaName}),
  things as (
    select 'schema ' || ${schemaName} as thing, nspowner as owner, coalesce(nspacl, acldefault('n', nspowner)) as acl from guard
    union all
    select relname::text, relowner, coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner))
    from pg_class where relnamespace in (select oid from guard) and relkind in ('r', 'p', 'v', 'm', 'f', 'S')
    union all
    select c.relname || '.' || a.attname, c.relowner, a.attacl
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace in (select oid from guard) and a.attacl is not null
    union all
    select proname || '()', proowner, coalesce(proacl, acldefault('f', proowner))
    from pg_proc where pronamespace in (select oid from guard)
  )
  select privilege_type || ' on ' || thing || ' for '
    || case grantee when 0 then 'PUBLIC' else pg_get_userbyid(grantee)::text end as right
  from things, guard, aclexplode(acl) where grantee not in (owner, nspowner)
  union all
  select 'INSERT, UPDATE and DELETE on ' || relname || ' for pg_write_all_data' from pg_class c
  where c.relnamespace in (select oid from guard) and relkind = 'r' and not exists (select from pg_trigger t
    join pg_proc p on p.oid = t.tgfoid where tgrelid = c.oid and tgenabled = 'A'
      and p.pronamespace = c.relnamespace and proname = 'on_own')
  union all
  select thing || ' belongs to ' || pg_get_userbyid(owner)::text from things, guard where owner <> nspowner
  order by 1`;

const eventTriggers = `
  select e.evtname::text as name, e.evtevent || coalesce(' for ' || array_to_string(e.evttags, ', '), '') as event,
    e.evtenabled::text as enabled, n.nspname || '.' || p.proname as function
  from pg_event_trigger e join pg_proc p on p.oid = e.evtfoid join pg_namespace n on n.oid = p.pronamespace
  where n.nspname = ${schemaName} or e.evtname like 'holdfast\\_%'
  order by e.evtname collate "C"`;

const functions = `
  select proname::text as name, pg_get_userbyid(proowner)::text as owner,
    encode(sha256(convert_to(prosrc, 'UTF8')), 'hex') as digest, prosecdef as definer,
    coalesce(proconfig, '{}') as config
  from pg_proc where pronamespace in (${inGuard})
  order by proname collate "C"`;

/**
 * SQL for the state of the guard's trigger on a table. One that is made otherwise than the guard's own is none.
 *
 * @param on SQL for the table's oid
 */
function guarding(name: keyof typeof types, on: string): string {
  return `(select min(tgenabled::text) from pg_trigger t join pg_proc p on p.oid = t.tgfoid
    where tgrelid = ${on} and pronamespace in (${inGuard}) and proname = ${literal(name)}
      and tgtype = ${types[name]} and tgqual is null and tgattr = ''::int2vector)`;
}

/** pg_trigger.tgtype: 1 FOR EACH ROW, 2 BEFORE, 4 INSERT, 8 DELETE, 16 UPDATE, 32 TRUNCATE. */
const types = { on_truncate: "2 | 32", on_ledger: "1 | 4 | 8 | 16", on_ledger_end: "1 | 8" };

const bind = `(select min(tgenabled::text) from pg_trigger t
  join pg_proc p on p.oid = t.tgfoid join pg_class c on c.oid = t.tgrelid
  where c.relnamespace in (${inGuard}) and c.relname = 'permit' and pronamespace = c.relnamespace and proname = 'bind')`;

/** Extensions empty and drop what is theirs in scripts of their own: their members are left out. */
const allTables = `
  select n.nspname::text as schema, c.relname::text as name, pg_get_userbyid(c.relowner)::text as owner,
    ${guarding("on_truncate", "c.oid")} as truncate, ${guarding("on_ledger", "c.oid")} as ledger,
    ${guarding("on_ledger_end", "c.oid")} as "ledgerEnd"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and c.relpersistence <> 't'
    and n.nspname not in ('information_schema', ${schemaName}) and n.nspname !~ '^pg_'
    and not exists (select from pg_depend e
      where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.objsubid = 0 and e.deptype = 'e')
  order by n.nspname collate "C", c.relname collate "C"`;

/** Rules and triggers of others on a ledger: what they make of its rows, nobody knows. */
const besideLedger = `
  with ledger as (
    select c.oid, n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where exists (select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
      where t.tgrelid = c.oid and p.pronamespace in (${inGuard}) and p.proname = 'on_ledger')
  )
  select nspname::text as schema, relname::text as name, 'rule ' || quote_ident(rulename) as what
  from ledger l join pg_rewrite on ev_class = l.oid where ev_enabled <> 'D'
  union all
  select nspname::text, relname::text, 'trigger ' || quote_ident(tgname)
  from ledger l join pg_trigger t on tgrelid = l.oid join pg_proc p on p.oid = t.tgfoid
  where not tgisinternal and tgenabled <> 'D' and p.pronamespace not in (${inGuard})
  order by 1, 2, 3`;
