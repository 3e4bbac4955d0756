import type { Client } from "pg";
import type { Catalog, Column, Relation } from "../model/catalog.ts";
import type { ColumnCoverage } from "../model/evidence.ts";
import type { Refusal, SeededTable, SeedReport } from "../model/seed.ts";
import { readExpression } from "../sql/check-expression.ts";
import { identifier, qualified } from "../sql/quote.ts";
import { labelsOf } from "./checks.ts";
import { columnsIn } from "./partitions.ts";
import { type Presence, presence } from "./presence.ts";
import { byBytes, ownRows } from "./relations.ts";
import { rowsAtOnce } from "./savepoint.ts";
import { inSession } from "./session.ts";
import { checksOf, isConstrained, typeOf, undressed } from "./types.ts";
import { type Telling, tellings } from "./witnesses.ts";

/**
 * Measures on the data which columns could show a loss. Partitioned tables are judged at their root;
 * views and foreign tables are not judged.
 *
 * @param report what seeding said, for the reasons that it knows
 */
export async function coverage(
  client: Client,
  catalog: Catalog,
  report: SeedReport,
): Promise<readonly ColumnCoverage[]> {
  const judged = catalog.relations.filter(
    ({ kind, partitionOf }) => (kind === "r" || kind === "p") && partitionOf === null,
  );
  return inSession(client, async () => {
    const found: ColumnCoverage[] = [];
    for (const relation of judged) {
      const seeded = report.tables.find(({ schema, table }) => schema === relation.schema && table === relation.name);
      found.push(...(await tableCoverage(client, catalog, relation, seeded ?? null)));
    }
    return found;
  });
}

// Postgres takes 1664 expressions in one SELECT; a column asks about ten.
const columnsAtOnce = 100;

async function tableCoverage(
  client: Client,
  catalog: Catalog,
  relation: Relation,
  seeded: SeededTable | null,
): Promise<readonly ColumnCoverage[]> {
  const questions: Question[] = [];
  for (const column of relation.columns) questions.push(await questionOn(catalog, relation, column, seeded));
  const columns: ColumnCoverage[] = [];
  for (let at = 0; at < questions.length; at += columnsAtOnce) {
    const { some, answers } = await answered(client, relation, questions.slice(at, at + columnsAtOnce));
    const rows = Number(answers.shift());
    for (const question of some) {
      const judged = judgeColumn(relation, question, rows, answers, seeded);
      columns.push(await forgive(client, catalog, relation, judged));
    }
  }
  return columns;
}

/** Without the awkward values, where the server does not even read one of them as the type. */
async function answered(
  client: Client,
  relation: Relation,
  some: readonly Question[],
): Promise<{ readonly some: readonly Question[]; readonly answers: unknown[] }> {
  const found = await rowsAtOnce<unknown[]>(client, sqlOf(relation, some));
  if (found.refusal === null) return { some, answers: found.result[0]?.[0] ?? [0] };
  const fewer = some.map((question) => ({ ...question, presence: presence([], "text") }));
  const again = await client.query<unknown[]>({ text: sqlOf(relation, fewer), rowMode: "array" });
  return { some: fewer, answers: again.rows[0] ?? [0] };
}

const oneValue = "only one distinct value";

/** A key to a table of one row can take no second value. */
async function forgive(
  client: Client,
  catalog: Catalog,
  relation: Relation,
  judged: ColumnCoverage,
): Promise<ColumnCoverage> {
  if (!judged.missing.includes(oneValue)) return judged;
  const attnum = relation.columns.find(({ name }) => name === judged.column)?.attnum ?? 0;
  const key = relation.constraints.find(({ kind, columns }) => kind === "foreign" && columns.includes(attnum));
  const parent = catalog.relations.find(({ oid }) => oid === key?.references?.relation);
  if (parent === undefined) return judged;
  const found = await client.query(`select from ${qualified(parent)} limit 2`);
  if (found.rows.length > 1) return judged;
  const missing = judged.missing.filter((words) => words !== oneValue);
  return { ...judged, missing, covered: missing.length === 0 };
}

interface Question {
  readonly column: Column;
  readonly tellings: readonly Telling[];
  /** The definition of what limits the column's values; null where nothing does. */
  readonly limit: string | null;
  /** Nothing but one value may be possible: one enum label, or a check on this column alone. */
  readonly single: boolean;
  readonly presence: Presence;
  /** Partitioned, and without any partition that a row could go to. */
  readonly closed: boolean;
  /** The user says what the column or its table holds. */
  readonly byUser: boolean;
  /** The user rules values out: what would be missing is not asked for. */
  readonly ruledOut: boolean;
}

async function questionOn(
  catalog: Catalog,
  relation: Relation,
  column: Column,
  seeded: SeededTable | null,
): Promise<Question> {
  const type = typeOf(catalog, column.typeOid, column.typeModifier, column.type);
  const planned = seeded?.columns.find(({ name }) => name === column.name) ?? null;
  const checks = relation.constraints.filter(
    ({ kind, columns }) => kind === "check" && columns.includes(column.attnum),
  );
  const trees = await Promise.all(checks.map(({ expression }) => readExpression(expression ?? "true")));
  const domain = await Promise.all(checksOf(type).map(readExpression));
  const bounded = relation.constraints.find(
    ({ kind, columns }) =>
      (kind === "check" || kind === "foreign" || kind === "exclusion") && columns.includes(column.attnum),
  );
  const trigger = relation.triggers.find(({ type: bits, enabled }) => (bits & 4) !== 0 && enabled !== "disabled");
  const key = columnsIn(relation.partitionKey).includes(column.name) ? `PARTITION BY ${relation.partitionKey}` : null;
  const limit =
    planned?.limit ??
    bounded?.definition ??
    key ??
    trigger?.definition ??
    (isConstrained(type) ? `domain ${type.sql}` : null) ??
    (column.generated && `generated ${column.generated}`);
  const own = planned?.limit ?? null;
  // A row that points elsewhere need not point to each of them.
  const pointing = relation.constraints.some(
    ({ kind, columns }) => kind === "foreign" && columns.includes(column.attnum),
  );
  const listed = own === null && !pointing ? [...labelsOf(trees, column.name), ...labelsOf(domain, "value")] : [];
  const labels =
    listed.length > 0 ? listed : limit === null || limit === `domain ${type.sql}` ? undressed(type).labels : [];
  return {
    column,
    tellings: tellings(column, type, { labels, free: limit === null }),
    limit,
    single:
      undressed(type).labels.length === 1 ||
      checks.some(({ columns }) => columns.length === 1) ||
      domain.length > 0 ||
      own !== null,
    presence: presence(planned?.witnesses ?? [], undressed(type).sql),
    closed: relation.kind === "p" && !catalog.relations.some(({ partitionOf }) => partitionOf === relation.oid),
    byUser: planned?.byUser ?? false,
    ruledOut: planned?.ruledOut ?? false,
  };
}

/** The number of rows, then per column: values, distinct values, the awkward values found, and one boolean per telling. */
function sqlOf(relation: Relation, questions: readonly Question[]): string {
  const parts = questions.flatMap(({ column, tellings: asked, presence: { questionsOn } }) => {
    const name = identifier(column.name);
    const facts = asked.map(({ test }) => `coalesce(bool_or(${test(name)}), false)`);
    return [`count(${name})`, `count(distinct ${byBytes(name)})`, ...questionsOn(name), ...facts];
  });
  return `select ${["count(*)", ...parts].join(", ")} from ${ownRows(relation)}`;
}

function judgeColumn(
  relation: Relation,
  question: Question,
  rows: number,
  answers: unknown[],
  seeded: SeededTable | null,
): ColumnCoverage {
  const { column, limit, single, presence } = question;
  const values = Number(answers.shift());
  const distinct = Number(answers.shift());
  const refused = presence.absentIn(answers);
  const absent = question.tellings.filter(() => answers.shift() !== true);
  // One row is all that some tables take, and one value all that some checks allow.
  const due = absent.filter((telling) =>
    telling.beyondDefault ? !single || distinct > 1 : rows > question.tellings.length && !question.ruledOut,
  );
  const missing =
    rows === 0 ? ["no row"] : values === 0 ? ["no value but NULL"] : due.map((telling) => telling.missing);
  if (values > 1 && distinct < 2 && !single && !question.ruledOut) missing.unshift(oneValue);
  const words = wordsOf(relation, seeded?.stoppedBy ?? null);
  const kept = wordsOf(relation, seeded?.keptOut ?? null);
  return {
    schema: relation.schema,
    table: relation.name,
    column: column.name,
    type: column.type,
    required: column.notNull && column.default === null && column.identity === null && column.generated === null,
    rows,
    nulls: rows - values,
    distinct,
    witnesses: { placed: presence.asked - refused.length, refused },
    covered: missing.length === 0,
    note:
      column.generated !== null ||
      (missing.length > 0 && question.byUser) ||
      (rows === 0 && (seeded?.wanted === 0 || question.closed)),
    missing,
    because: missing.length === 0 && refused.length === 0 ? null : (words ?? limit ?? kept),
  };
}

/** What was said of the refused row, and the constraint that it names. */
function wordsOf(relation: Relation, refusal: Refusal | null): string | null {
  if (refusal === null) return null;
  const { message, constraint } = refusal;
  const definition = relation.constraints.find(({ name }) => name === constraint)?.definition;
  return definition === undefined ? message : `${message}: ${definition}`;
}
