import type { Client } from "pg";
import type { Catalog, Column, Relation } from "../model/catalog.ts";
import type { ColumnCoverage } from "../model/evidence.ts";
import type { SeededTable, SeedReport } from "../model/seed.ts";
import { readExpression } from "../sql/check-expression.ts";
import { identifier, qualified } from "../sql/quote.ts";
import { labelsOf } from "./checks.ts";
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
    const some = questions.slice(at, at + columnsAtOnce);
    const answers = await ask(client, relation, some);
    const rows = Number(answers.shift());
    for (const question of some) columns.push(judgeColumn(relation, question, rows, answers, seeded));
  }
  return columns;
}

interface Question {
  readonly column: Column;
  readonly tellings: readonly Telling[];
  /** The definition of what limits the column's values; null where nothing does. */
  readonly limit: string | null;
  /** Nothing but one value may be possible: one enum label, or a check on this column alone. */
  readonly single: boolean;
}

async function questionOn(
  catalog: Catalog,
  relation: Relation,
  column: Column,
  seeded: SeededTable | null,
): Promise<Question> {
  const type = typeOf(catalog, column.typeOid, column.typeModifier, column.type);
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
  const key = relation.partitionKey?.includes(column.name) ? `PARTITION BY ${relation.partitionKey}` : null;
  const limit =
    bounded?.definition ??
    key ??
    trigger?.definition ??
    (isConstrained(type) ? `domain ${type.sql}` : null) ??
    (column.generated && `generated ${column.generated}`) ??
    (seeded?.limited.includes(column.name) ? "the candidate takes no other values" : null);
  const listed = [...labelsOf(trees, column.name), ...labelsOf(domain, "value")];
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
      (seeded?.limited.includes(column.name) ?? false),
  };
}

/** The number of rows, then per column: values, distinct values, and one boolean per telling. */
async function ask(client: Client, relation: Relation, questions: readonly Question[]): Promise<unknown[]> {
  const parts = questions.flatMap(({ column, tellings: asked }) => {
    const name = identifier(column.name);
    const facts = asked.map(({ test }) => `coalesce(bool_or(${test(name)}), false)`);
    return [`count(${name})`, `count(distinct ${name}::text collate "C")`, ...facts];
  });
  const found = await client.query<unknown[]>({
    text: `select ${["count(*)", ...parts].join(", ")} from ${relation.kind === "p" ? "" : "only "}${qualified(relation)}`,
    rowMode: "array",
  });
  return found.rows[0] ?? [0];
}

function judgeColumn(
  relation: Relation,
  question: Question,
  rows: number,
  answers: unknown[],
  seeded: SeededTable | null,
): ColumnCoverage {
  const { column, limit, single } = question;
  const values = Number(answers.shift());
  const distinct = Number(answers.shift());
  const absent = question.tellings.filter(() => answers.shift() !== true);
  // One row is all that some tables take, and one value all that some checks allow.
  const due = absent.filter((telling) =>
    telling.beyondDefault ? !single || distinct > 1 : rows > question.tellings.length,
  );
  const missing =
    rows === 0 ? ["no row"] : values === 0 ? ["no value but NULL"] : due.map((telling) => telling.missing);
  if (values > 1 && distinct < 2 && !single) missing.unshift("only one distinct value");
  const words = seeded?.stoppedBy?.message ?? null;
  return {
    schema: relation.schema,
    table: relation.name,
    column: column.name,
    rows,
    nulls: rows - values,
    distinct,
    covered: missing.length === 0,
    note: column.generated !== null || (rows === 0 && (words !== null || relation.triggers.length > 0)),
    missing,
    because: missing.length === 0 ? null : (words ?? limit),
  };
}
