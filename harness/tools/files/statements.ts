import type { Finding, Place } from "../../model/finding.ts";
import type { Statement } from "../../model/history.ts";
import { cutPieces } from "../../sql/breakpoints.ts";
import { isTransactionControl } from "../../sql/kinds.ts";
import { collisions, longNames } from "../../sql/names.ts";
import { type Part, splitParts } from "../../sql/split.ts";
import { syntaxProblem } from "../../sql/syntax.ts";
import { outsideTransaction } from "../../sql/transactions.ts";
import { bytesOf } from "../../sql/tree.ts";
import { placeAt } from "../../text/json-position.ts";
import { damageOf } from "./codes.ts";
import { start } from "./documents.ts";
import type { FoundMigration } from "./migrations.ts";

/** Longer texts are data; the parser would take seconds over them. */
const longestRead = 1024 * 1024;

/** A migration cut as Drizzle cuts it. */
export interface CutMigration {
  readonly migration: FoundMigration;
  readonly parts: readonly Part[];
}

/** Cuts the migrations that are not too long to be looked into, but for those that were cut before. */
export async function cutMigrations(
  migrations: readonly FoundMigration[],
  earlier: readonly CutMigration[],
): Promise<readonly CutMigration[]> {
  const known = new Map(earlier.map(({ migration, parts }) => [`${migration.file}\0${migration.sha256}`, parts]));
  const short = migrations.filter(({ sql }) => sql.length <= longestRead);
  return Promise.all(
    short.map(async (migration) => ({
      migration,
      parts: known.get(`${migration.file}\0${migration.sha256}`) ?? (await splitParts(migration)),
    })),
  );
}

export function unreadDamage(migrations: readonly FoundMigration[]): readonly Finding[] {
  const long = migrations.filter(({ sql }) => sql.length > longestRead);
  return long.map(({ id, file, sql }) => {
    const message = `${file} is ${sql.length} characters long: its statements were not looked into`;
    return damageOf("not-inspected", id, message, start(file), "`holdfast verify` runs them.");
  });
}

/** What is in the text of the migrations that the server, Drizzle's one transaction or its way of cutting files does not bear. */
export async function statementDamage(cut: readonly CutMigration[]): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const one of cut) {
    const pieces = await cuts(one.migration);
    // Where Drizzle cuts a literal, both halves are refused for that reason.
    const refused = pieces.length > 0 ? [] : await syntaxDamage(one);
    found.push(...pieces, ...refused, ...(await transactions(one)), ...(await nameDamage(one)));
  }
  return found;
}

/** What PostgreSQL's parser refuses. */
export async function syntaxDamage({ migration: { id, file, sql }, parts }: CutMigration): Promise<readonly Finding[]> {
  // A mark at the beginning is told by itself.
  const refused = parts.filter(({ parses, text }) => !parses && !text.startsWith("\uFEFF"));
  const problems = await Promise.all(
    refused.map(async ({ text, offset }) => ({ offset, problem: await syntaxProblem(text) })),
  );
  return problems.flatMap(({ offset, problem }) => {
    if (problem === null) return [];
    const at = { file, ...placeAt(sql, offset + problem.offset) };
    return damageOf("syntax", id, `PostgreSQL refuses the text: ${problem.message} (42601)`, at, "Mend the statement.");
  });
}

async function cuts({ id, file, sql }: FoundMigration): Promise<readonly Finding[]> {
  return (await cutPieces(sql)).map(({ offset, inside }) => {
    const message = `a breakpoint stands inside of ${inside}: Drizzle cuts the statement there, and PostgreSQL refuses both halves (42601)`;
    const remedy = `Write the text in another way, such as with '--' || '> statement-breakpoint'.`;
    return damageOf("breakpoint-in-literal", id, message, { file, ...placeAt(sql, offset) }, remedy);
  });
}

/** Words without which nothing is refused in a transaction: parsing every statement would take longer than all else. */
const suspicious = /\b(?:concurrently|vacuum|reindex|tablespace|database|system|cluster|subscription|discard)\b/i;
const controlling = /^\s*(?:begin|start|commit|end|rollback|abort|prepare)\b/i;

/** What the server refuses inside of a transaction, by its words; null for all else. */
export async function refusedInTransaction(statement: { readonly sql: string }): Promise<string | null> {
  return suspicious.test(statement.sql) ? outsideTransaction(statement) : null;
}

/** Whether a statement begins or ends a transaction. */
export async function controls(statement: Statement): Promise<boolean> {
  return controlling.test(statement.sql) && (await isTransactionControl(statement));
}

async function transactions({ parts }: CutMigration): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  let inside = true;
  for (const { statements } of parts) {
    for (const statement of statements) {
      if (await controls(statement)) {
        const begins = /^\s*(?:begin|start)\b/i.test(statement.sql);
        if (found.every(({ code }) => code !== "history/transaction-control")) found.push(control(statement, begins));
        inside = begins;
      } else {
        const refused = await refusedInTransaction(statement);
        if (refused !== null && (inside || statements.length > 1))
          found.push(refusedInside(statement, refused, inside));
      }
    }
  }
  return found;
}

function control(statement: Statement, begins: boolean): Finding {
  const words = statement.sql.slice(0, 30);
  const message = begins
    ? `${words} inside of the migrator's transaction begins nothing, and the COMMIT behind it ends the migrator's`
    : `${words} ends the migrator's transaction: what fails later in the same run is not rolled back, and not recorded`;
  const remedy = "Leave transactions to the migrator; run what cannot stand in one outside of the migrations.";
  return damageOf("transaction-control", statement.migration, message, placeOf(statement), remedy);
}

function refusedInside(statement: Statement, words: string, inside: boolean): Finding {
  const where = inside ? "in the one transaction that Drizzle runs all migrations in" : "beside other statements";
  const message = `${words} cannot run ${where} (25001): every migration of the deploy is rolled back`;
  const remedy = inside
    ? "Leave CONCURRENTLY out where the table is small, or run the statement outside of the migrations."
    : "Put a breakpoint before and behind the statement.";
  return damageOf("outside-transaction", statement.migration, message, placeOf(statement), remedy);
}

/** Names that PostgreSQL cuts. */
export async function nameDamage({ migration: { id, file, sql }, parts }: CutMigration): Promise<readonly Finding[]> {
  const long = await longNames(sql);
  const [first] = long;
  if (first === undefined) return [];
  const several = new Set(long.map(({ name }) => name)).size;
  const message = `${first.name}${several > 1 ? ` and ${several - 1} more are` : " is"} longer than the 63 bytes that PostgreSQL keeps of a name`;
  const at = { file, ...placeAt(sql, bytesOf(sql, 0, first.start).length) };
  const found = [damageOf("name-too-long", id, message, at, "Give it a shorter name in the schema.")];
  if (several < 2) return found;
  const statements = parts.flatMap((part) => part.statements);
  const same = (await collisions(statements)).flatMap(({ names: [one, other], statement: place }) => {
    const statement = statements[place];
    if (statement === undefined) return [];
    const words = `${one} and ${other} are the same name to PostgreSQL, which keeps 63 bytes: the second one is refused (42710, 42P07)`;
    const remedy = "Give both a shorter name of their own.";
    return damageOf("name-collision", id, words, placeOf(statement), remedy);
  });
  return [...found, ...same];
}

export function placeOf({ file, line, column, sql }: Statement): Place {
  return { file, line, column, statement: sql.length > 200 ? `${sql.slice(0, 200)}…` : sql };
}
