import type { Finding } from "../../model/finding.ts";
import { parseSql } from "../../sql/tree.ts";
import { placeAt } from "../../text/json-position.ts";
import { damageOf } from "./codes.ts";
import { start } from "./documents.ts";
import type { FoundMigration } from "./migrations.ts";

/** What the bytes of the files do to the statements and their hashes. */
export async function textDamage(label: string, migrations: readonly FoundMigration[]): Promise<readonly Finding[]> {
  return [...lineEnds(label, migrations), ...(await Promise.all(migrations.map(contentDamage))).flat()];
}

/** What keeps a file from being the SQL that its author wrote. */
export async function contentDamage(migration: FoundMigration): Promise<readonly Finding[]> {
  return [...encoding(migration), ...(await emptiness(migration))];
}

function lineEnds(label: string, migrations: readonly FoundMigration[]): readonly Finding[] {
  const crlf = migrations.filter(({ sql }) => sql.includes("\r\n"));
  const [first] = crlf;
  if (first === undefined) return [];
  const message = `${crlf.length} of ${migrations.length} files end their lines with CRLF (first: ${first.file}): their hashes differ from those of a checkout with LF`;
  const remedy = "Put `*.sql text eol=lf` into .gitattributes before the next migration is deployed.";
  return [damageOf("crlf", label, message, start(first.file), remedy)];
}

function encoding({ id, file, sql, utf8 }: FoundMigration): readonly Finding[] {
  const found: Finding[] = [];
  if (sql.startsWith("\uFEFF")) {
    const message = `${file} begins with a byte order mark, which PostgreSQL refuses`;
    const remedy = "Save the file as UTF-8 without a byte order mark.";
    found.push(damageOf("byte-order-mark", id, message, start(file), remedy));
  }
  if (!utf8) {
    const message = `${file} is not clean UTF-8: what cannot be read runs as U+FFFD`;
    const at = { file, ...placeAt(sql, Math.max(0, sql.indexOf("\uFFFD"))) };
    found.push(damageOf("encoding", id, message, at, "Save the file as UTF-8."));
  }
  return found;
}

/** What drizzle-kit writes into a migration for people to fill. */
const template = /^\s*--\s*Custom SQL migration file, put your code below! --\s*$/m;
/** A text of this length is not all comment. */
const longestComment = 20_000;

async function emptiness({ id, file, sql }: FoundMigration): Promise<readonly Finding[]> {
  const blank = sql.split("\n").every((line) => /^\s*(--.*)?$/.test(line));
  const commented =
    !blank && sql.length < longestComment && /^\s*\/\*/m.test(sql) && (await parseSql(sql))?.length === 0;
  if (!blank && !commented) return [];
  // Words of one's own say that it is empty on purpose.
  const meant = sql.replace(template, "").trim() !== "";
  const message = `${file} holds no statement: a database records it as applied, and never runs what is added later`;
  const remedy = meant
    ? "Nothing is to be done if this is on purpose."
    : "Write the statements before it is deployed, or take it out of the history.";
  return [damageOf("empty-migration", id, message, start(file), remedy, meant ? "note" : "warning")];
}
