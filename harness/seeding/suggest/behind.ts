import type { Client } from "pg";
import type { Relation } from "../../model/catalog.ts";
import type { Expression } from "../../sql/check-expression.ts";
import { called, type Routine, readRoutine } from "../../sql/routines.ts";
import { type Call, callsIn } from "./terms.ts";

// Functions that call functions are followed this far, and this many expressions are looked at.
const deepest = 3;
const most = 200;

/** What stands in the bodies of the functions that the expressions call, with the arguments put in. */
export async function behindCalls(
  client: Client,
  expressions: readonly Expression[],
  depth: number = deepest,
): Promise<readonly Expression[]> {
  const calls = callsIn(expressions).filter(({ name }) => /^\w+$/.test(name));
  if (calls.length === 0 || depth === 0) return [];
  const routines = await routinesNamed(client, [...new Set(calls.map(({ name }) => name))]);
  const found = (await Promise.all(routines.map((routine) => inlined(routine, calls)))).flat().slice(0, most);
  return found.length === 0 ? [] : [...found, ...(await behindCalls(client, found, depth - 1))];
}

async function inlined(routine: Routine, calls: readonly Call[]): Promise<readonly Expression[]> {
  const body = await readRoutine(routine);
  const meant = calls.filter(({ name }) => name === routine.name);
  return meant.flatMap((call) => body.map((part) => called(part, routine, call.arguments)));
}

const fires = { perRow: 1, onInsert: 4 };

/** What the row triggers of a table that fire on INSERT, and the functions that they call, compare the row's columns with. */
export async function behindTriggers(client: Client, relation: Relation): Promise<readonly Expression[]> {
  const firing = relation.triggers.filter(
    ({ type, enabled }) => (type & fires.perRow) !== 0 && (type & fires.onInsert) !== 0 && enabled !== "disabled",
  );
  if (firing.length === 0) return [];
  const names = new Set(firing.map(({ function: name }) => name.slice(name.lastIndexOf(".") + 1)));
  const routines = await routinesNamed(client, [...names]);
  const read = (await Promise.all(routines.map(readRoutine))).flat().slice(0, most);
  return [...read, ...(await behindCalls(client, read))];
}

/** Functions of users, not of extensions, in the languages that can be read. */
async function routinesNamed(client: Client, names: readonly string[]): Promise<readonly Routine[]> {
  const found = await client.query<{ name: string; parameters: string[] | null; definition: string }>({
    text: `select p.proname as name, p.proargnames as parameters, pg_get_functiondef(p.oid) as definition
      from pg_proc p join pg_language l on l.oid = p.prolang join pg_namespace n on n.oid = p.pronamespace
      where p.proname = any($1) and l.lanname in ('sql', 'plpgsql') and p.prokind = 'f'
        and n.nspname not in ('pg_catalog', 'information_schema')
        and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
      order by p.proname, p.oid`,
    values: [names],
  });
  return found.rows.map(({ parameters, ...routine }) => ({ ...routine, parameters: parameters ?? [] }));
}
