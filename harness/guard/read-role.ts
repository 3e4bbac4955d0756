import type { ClientBase } from "pg";
import { type GuardRead, guardSchema } from "../model/guard.ts";
import { literal } from "../sql/quote.ts";

const schemaName = literal(guardSchema);

/** At this one event triggers stop, from 17 on. Triggers that fire always do so whatever session_replication_role says. */
const off = "event_triggers";

/** Who looks, but for what tables are theirs. */
export type ReadRole = Omit<GuardRead["role"], "owns">;

export async function readRole(client: ClientBase): Promise<ReadRole> {
  // Whoever may become a superuser is one.
  const {
    rows: [role],
  } = await client.query<Omit<ReadRole, "maySet"> & { major: number }>(
    `select current_user::text as name, current_setting('server_version_num')::int / 10000 as major,
       exists (select from pg_roles where rolsuper
         and (pg_has_role(current_user, oid, 'MEMBER') or pg_has_role(session_user, oid, 'MEMBER'))) as superuser,
       exists (select from pg_namespace where nspname = ${schemaName} and pg_has_role(current_user, nspowner, 'MEMBER')) as "ownsGuard",
       -- Before 16, CREATEROLE gives membership of every role but a superuser.
       array(select rolname::text from pg_roles where rolname in ('pg_execute_server_program', 'pg_write_server_files')
         and (pg_has_role(current_user, oid, 'MEMBER') or current_setting('server_version_num')::int < 160000
           and exists (select from pg_roles me where me.rolname = current_user and me.rolcreaterole)) order by 1) as reaches`,
  );
  const { major = 0, name = "", superuser = false, ownsGuard = false, reaches = [] } = role ?? {};
  return { name, superuser, ownsGuard, reaches, maySet: await settable(client, major, superuser) };
}

/** Before 15, only superusers may; after that, it is granted setting by setting. */
async function settable(client: ClientBase, major: number, superuser: boolean): Promise<readonly string[]> {
  const may = major < 15 ? String(superuser) : "has_parameter_privilege(current_user, name, 'SET')";
  const { rows } = await client.query<{ name: string }>(
    `select name from pg_settings where name = ${literal(off)} and ${may}`,
  );
  return rows.map(({ name }) => name);
}
