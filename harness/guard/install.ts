import { createHash } from "node:crypto";
import { type GuardWish, guardSchema } from "../model/guard.ts";
import { literal } from "../sql/quote.ts";
import { createFunction, digestOf } from "./sql/function.ts";
import { eventTriggers, functions } from "./sql/index.ts";
import { armed, binding, covering, disarmed, ownSchema, pause, rights } from "./sql/setup.ts";
import { tables } from "./sql/tables.ts";
import { wishRows } from "./sql/wish.ts";

/** What the guard is made of, in 12 hex digits; it is the comment of the guard's schema. */
export const guardVersion = createHash("sha256")
  .update([tables, binding, ...functions.map(createFunction)].join("\n"))
  .digest("hex")
  .slice(0, 12);

/** Each function with the SHA-256 of its body as the server keeps it (`prosrc`, in UTF-8), in hex. */
export const guardFunctions: readonly { readonly name: string; readonly digest: string }[] = functions.map((each) => ({
  name: each.name,
  digest: digestOf(each),
}));

/** Each event trigger by name, with its event and its function. All are enabled always. */
export const guardEventTriggers = eventTriggers;

/**
 * The guard as one statement. Who runs it owns the guard. Run again it changes nothing; over an older guard, or one that
 * was altered, it puts right what is there, and keeps permits and what was recorded.
 *
 * It is refused with HF002 where the guard's schema is another role's, and with 42501 where a right is missing.
 */
export function installSql(wish: GuardWish): string {
  return doBlock(installing(wish));
}

/**
 * The guard as a migration, of one statement. Where the migrator lacks the right to it, the migration passes with a
 * WARNING and nothing is made; also nothing in a database with the setting `holdfast.guard = 'off'`.
 */
export function migrationSql(wish: GuardWish): string {
  return doBlock(`if pg_catalog.current_setting('holdfast.guard', true) operator(pg_catalog.=) 'off' then
  return;
end if;
begin
${installing(wish)}
exception when insufficient_privilege then
  raise warning using message = pg_catalog.format('The guard was not installed: %s', sqlerrm),
    hint = 'Install it as a role that may: holdfast guard install';
end;`);
}

/** Takes the guard off, permits and all; for its owner to run. Nothing else changes. */
export function removeSql(): string {
  return [
    ...eventTriggers.map(({ name }) => `DROP EVENT TRIGGER IF EXISTS ${name};`),
    `DROP SCHEMA IF EXISTS ${guardSchema} CASCADE;`,
  ].join("\n");
}

/** Makes what a guard is made of, and undoes it at once. Fails with 42501 where a right is missing. */
export const probeSql = `DO $probe$
begin
  create schema holdfast_probe;
  create function holdfast_probe.probe() returns event_trigger language plpgsql as 'begin end';
  create event trigger holdfast_probe on sql_drop execute function holdfast_probe.probe();
  raise exception using errcode = 'HF000';
exception when sqlstate 'HF000' then
  null;
end
$probe$;`;

/** For a database whose sessions run statements of migrations and record none: permits are good there all the same. */
export const unbindSql = `ALTER TABLE ${guardSchema}.permit DISABLE TRIGGER bind;`;

function installing(wish: GuardWish): string {
  return [
    `perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
-- What is there already is no news.
perform set_config('client_min_messages', 'warning', true);
perform pg_advisory_xact_lock(hashtextextended('${guardSchema}', 0));`,
    ownSchema,
    pause(eventTriggers),
    tables,
    ...functions.map(createFunction),
    rights,
    binding,
    wishRows(wish),
    covering,
    ...(wish.eventTriggers ? eventTriggers.map(armed) : [disarmed(eventTriggers)]),
    `comment on schema ${guardSchema} is ${literal(guardVersion)};
perform set_config('client_min_messages', _messages, true);
perform set_config('search_path', _path, true);`,
  ].join("\n");
}

/** All that is before the search path is set is looked up where nobody else can put anything. */
function doBlock(statements: string): string {
  const body = `
declare
  _path pg_catalog.text := pg_catalog.current_setting('search_path');
  _messages pg_catalog.text := pg_catalog.current_setting('client_min_messages');
  _each record;
begin
${statements}
end
`;
  const tag = tagFor(body);
  return `DO ${tag}${body}${tag};`;
}

/** A dollar quote that nothing in the text ends: the names of tables and migrations in it are the user's. */
function tagFor(text: string): string {
  for (let number = 0; ; number += 1) {
    const tag = `$guard${number}$`;
    if (!text.includes(tag)) return tag;
  }
}
