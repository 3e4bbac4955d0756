import type { Finding, Place } from "../../model/finding.ts";
import { tokensOf } from "../../sql/tree.ts";
import { damageOf } from "../files/codes.ts";
import { start } from "../files/documents.ts";
import type { FoundMigration, Named } from "../files/migrations.ts";
import type { Survey } from "./survey.ts";

const keep = "Put it back as it was, and make the change in a new migration.";

/** What became of the migrations that the base has: databases may have run them. */
export async function againstBase(now: Survey, base: Survey, name: string): Promise<readonly Finding[]> {
  const fates = await Promise.all(base.named.map((old) => fateOf(old, now, base, name)));
  const kept = fates.filter(({ fate }) => fate === "kept" || fate === "renamed");
  const wiped = base.named.length > 0 && kept.length === 0 && fates.some(({ fate }) => fate === "deleted");
  return [
    ...dialect(now, base, name),
    ...(wiped ? [wipe(now, base, name)] : fates.flatMap(({ findings }) => findings)),
    ...(wiped ? [] : [...reordered(now, base, name), ...skipped(now, base, fates, name)]),
  ];
}

interface Fate {
  readonly fate: "kept" | "edited" | "renamed" | "deleted";
  /** The tag that it has now. */
  readonly tag: string | null;
  readonly findings: readonly Finding[];
}

async function fateOf(old: Named, now: Survey, base: Survey, name: string): Promise<Fate> {
  const before = base.migrations.find(({ id }) => id === old.tag);
  const same = now.named.find(({ tag }) => tag === old.tag);
  if (same !== undefined) {
    const moved = same.when === old.when || now.layout !== base.layout ? [] : [whenChanged(old, same, base, name)];
    const after = now.migrations.find(({ id }) => id === old.tag);
    if (before === undefined || after === undefined || before.sha256 === after.sha256) {
      return { fate: "kept", tag: old.tag, findings: moved };
    }
    const edit = await edited(before, after, name);
    return { fate: edit.severity === "note" ? "kept" : "edited", tag: old.tag, findings: [...moved, edit] };
  }
  const heir = heirOf(old, before, now, base);
  if (heir !== undefined) return { fate: "renamed", tag: heir.tag, findings: [renamed(old, heir, now, name)] };
  return { fate: "deleted", tag: null, findings: [deleted(old, name)] };
}

/** A migration under a new name: of the same statements, or of the same place in time. */
function heirOf(old: Named, before: FoundMigration | undefined, now: Survey, base: Survey): Named | undefined {
  const known = new Set(base.named.map(({ tag }) => tag));
  const fresh = now.named.filter(({ tag }) => !known.has(tag));
  const equal = now.migrations.find(
    ({ id, sql }) => !known.has(id) && before !== undefined && sql.trim() !== "" && lines(sql) === lines(before.sql),
  );
  const sameKind = now.layout === base.layout && now.dialect === base.dialect;
  return fresh.find(({ tag, when }) => tag === equal?.id || (sameKind && when === old.when));
}

async function edited(before: FoundMigration, after: FoundMigration, name: string): Promise<Finding> {
  const at = firstDifference(before.sql, after.sql, after.file);
  if (lines(before.sql) === lines(after.sql)) {
    const message = `${after.id} ends its lines otherwise than in ${name}: its hash differs, its statements do not`;
    const remedy = "Put `*.sql text eol=lf` into .gitattributes.";
    return damageOf("edited", after.id, message, at, remedy, "note");
  }
  const [old, current] = await Promise.all([words(before.sql), words(after.sql)]);
  if (old !== "" && old === current) {
    const message = `only comments or blanks of ${after.id} differ from ${name}: its hash changes, its statements do not`;
    return damageOf("edited", after.id, message, at, "Put it back, unless no database has run it yet.", "warning");
  }
  const message = `${after.id} is not what it is in ${name}: a database that has run it keeps the old statements, a new one gets these`;
  return damageOf("edited", after.id, message, at, keep);
}

async function words(sql: string): Promise<string> {
  return JSON.stringify((await tokensOf(sql)).map(({ text }) => text));
}

function lines(sql: string): string {
  return sql.replaceAll("\r\n", "\n");
}

function firstDifference(before: string, after: string, file: string): Place {
  const old = before.split("\n");
  const line = after.split("\n").findIndex((text, place) => text !== old[place]);
  return { file, line: line < 0 ? old.length : line + 1, column: 1 };
}

function whenChanged(old: Named, now: Named, base: Survey, name: string): Finding {
  const before = base.named.slice(0, base.named.indexOf(old));
  const latest = before.reduce((most, { when }) => Math.max(most, when), Number.NEGATIVE_INFINITY);
  if (old.when <= latest && now.when > latest) {
    const message = `${now.tag} has a later \`when\` than in ${name} (${now.when}, not ${old.when}), which mends its order: databases that skipped it run it now, and those that ran it do so again`;
    const remedy = `Where it is in effect already, record it before this is deployed: \`holdfast baseline --to ${now.tag}\`.`;
    return damageOf("when-changed", now.tag, message, now.namedAt, remedy, "warning");
  }
  const effect =
    now.when > old.when
      ? "a database that stands at it runs it again"
      : "a database that stands before it may skip it in silence";
  const message = `${now.tag} has another \`when\` than in ${name} (${now.when}, not ${old.when}): ${effect}`;
  return damageOf("when-changed", now.tag, message, now.namedAt, `Set it back to ${old.when}.`);
}

function renamed(old: Named, heir: Named, { layout }: Survey, name: string): Finding {
  const effect =
    layout === "folders"
      ? "Drizzle 1.0 knows migrations by their names, and runs it again"
      : "Drizzle 1.0 will know migrations by their names, and would run it again";
  const message = `${old.tag} of ${name} is called ${heir.tag} now: ${effect}`;
  return damageOf("renamed", old.tag, message, heir.namedAt, "Give it back its name.");
}

function deleted(old: Named, name: string): Finding {
  const message = `${old.tag} of ${name} is gone: databases that have run it keep what it made, new ones never get it`;
  return damageOf(
    "deleted",
    old.tag,
    message,
    start(old.namedAt.file),
    "Restore it, and undo what it did in a new migration.",
  );
}

function wipe(now: Survey, base: Survey, name: string): Finding {
  const [first] = now.named;
  const message =
    `none of the ${base.named.length} migrations of ${name} is left: ` +
    (first === undefined
      ? "a database that has run them cannot be told from an empty one"
      : `${first.tag} begins the history anew, and a populated database either refuses it (42P07) or, with IF NOT EXISTS, misses what it adds`);
  const remedy =
    "Restore the migrations. To begin anew, record the first migration as applied on every database after proving that its schema is the same; never push.";
  const at = first?.namedAt ?? start(base.named[0]?.namedAt.file ?? "");
  return damageOf("wiped", first?.tag ?? "history", message, at, remedy);
}

function dialect(now: Survey, base: Survey, name: string): readonly Finding[] {
  const [before, after] = [base, now].map((one) => (one.dialect === "pg" ? "postgresql" : one.dialect));
  if (!before || !after || before === after) return [];
  const file = now.named[0]?.namedAt.file ?? base.named[0]?.namedAt.file ?? "";
  const message = `the history is for ${after}, and in ${name} it is for ${before}: no data of the ${before} database comes along`;
  const remedy = `Keep the old folder, give ${after} a folder of its own, and move the data by a tested script.`;
  return [damageOf("dialect-switched", file, message, start(file), remedy)];
}

function reordered(now: Survey, base: Survey, name: string): readonly Finding[] {
  const places = new Map(base.named.map(({ tag }, place) => [tag, place]));
  let last = -1;
  return now.named.flatMap((one) => {
    const place = places.get(one.tag);
    if (place === undefined) return [];
    const before = last;
    last = Math.max(last, place);
    if (place >= before) return [];
    const message = `${one.tag} stands behind ${base.named[before]?.tag}, which it precedes in ${name}: a new database runs them the other way around`;
    return damageOf("reordered", one.tag, message, one.namedAt, "Put the entries back into their order.");
  });
}

/** New migrations that a database which stands at the base does not run, or not where an empty one does. */
function skipped(now: Survey, base: Survey, fates: readonly Fate[], name: string): readonly Finding[] {
  const known = new Set([...base.named.map(({ tag }) => tag), ...fates.map(({ tag }) => tag)]);
  const highest = base.named.reduce<Named | undefined>(
    (top, one) => (top && top.when >= one.when ? top : one),
    undefined,
  );
  if (highest === undefined || now.layout !== base.layout) return [];
  return now.named
    .filter(({ tag }) => !known.has(tag))
    .flatMap((one) => {
      if (now.layout === "folders") return one.tag.localeCompare(highest.tag) < 0 ? outOfOrder(one, highest, name) : [];
      if (one.when > highest.when) return [];
      const message = `a database that stands at ${name} skips ${one.tag} in silence: its \`when\` (${one.when}) is not later than that of ${highest.tag} (${highest.when})`;
      const remedy = `Raise its \`when\` in the journal above ${highest.when}, or generate it again on top of ${name}.`;
      return damageOf("skipped", one.tag, message, one.namedAt, remedy);
    });
}

function outOfOrder(one: Named, highest: Named, name: string): readonly Finding[] {
  const message = `${one.tag} is older than ${highest.tag} of ${name}: an existing database runs it after that one, an empty one before it`;
  return [damageOf("reordered", one.tag, message, one.namedAt, "Generate it again on top of the base.", "warning")];
}
