import type { Catalog } from "../model/catalog.ts";
import type { CodeIn, NameIn } from "../model/codes.ts";
import type { ColumnCoverage, Evidence, StatementEffect } from "../model/evidence.ts";
import type { WishPlace } from "../model/seed.ts";
import { type Check, count, type Judgement, nameOf, placeOf } from "./check.ts";
import { holdsRows } from "./identity.ts";
import { inTable, key, ownValues, sample } from "./wishes.ts";

/** Every column held rows that could have shown a loss; a DELETE or UPDATE found rows to touch. */
export const coverageSuffices: Check = (evidence) => [
  ...nothing(evidence),
  ...columns(evidence),
  ...statements(evidence),
];

/** What helps where the rows were not made: what is missing among them is no mistake of anybody's. */
const elsewhere = "Run verify without --from, too: rows that are made for it show what these cannot.";

/** Where no table stands yet, nothing can be lost; and nothing was shown either. */
function nothing({ before, split, wishes }: Parameters<Check>[0]): readonly Judgement[] {
  if (before.catalog.relations.some(holdsRows)) return [];
  return [
    finding("error", "coverage/nothing-to-lose", split.candidate[0]?.id ?? "", {
      message:
        "No table stands before the candidate, so there was nothing that it could have lost, and nothing is proven.",
      remedy:
        wishes === null
          ? elsewhere
          : "Choose a later candidate (--candidate ID); for a first migration, there is nothing to verify yet.",
    }),
  ];
}

function columns(evidence: Evidence): readonly Judgement[] {
  const { coverage, before } = evidence;
  const empty = new Set(coverage.filter(({ rows }) => rows === 0).map(tableOf));
  const perTable = [...empty].map((table) =>
    emptyTable(
      evidence,
      table,
      coverage.filter((column) => tableOf(column) === table),
      emptyParents(before.catalog, table, empty),
    ),
  );
  const perColumn = coverage
    .filter((column) => !column.covered && column.rows > 0 && !column.note)
    .map((column) => uncovered(evidence, column));
  return [...perTable, ...perColumn];
}

/** Empty tables that a row of this one would have to point to. */
function emptyParents(catalog: Catalog, table: string, empty: ReadonlySet<string>): readonly string[] {
  const relation = catalog.relations.find((one) => nameOf(one) === table);
  const required = new Set(relation?.columns.flatMap(({ attnum, notNull }) => (notNull ? attnum : [])));
  const parents = (relation?.constraints ?? [])
    .filter(({ columns }) => columns.every((attnum) => required.has(attnum)))
    .flatMap(({ references }) => catalog.relations.filter(({ oid }) => oid === references?.relation).map(nameOf));
  return [...new Set(parents)].filter((parent) => parent !== table && empty.has(parent));
}

function emptyTable(
  evidence: Evidence,
  table: string,
  columns: readonly ColumnCoverage[],
  parents: readonly string[],
): Judgement {
  const [{ note = false, because = null } = {}] = columns;
  const { wishes } = evidence;
  if (wishes === null) {
    return finding(note ? "note" : "error", "coverage/table-empty", table, {
      message: "The table is empty, so nothing about it is proven.",
      remedy: elsewhere,
    });
  }
  if (note) {
    return finding("note", "coverage/table-empty", table, {
      message: `Left empty, so nothing about this table is proven${because === null ? "" : `: ${because}`}.`,
      remedy: "Give it rows, or the partitions that take them, as soon as production holds some.",
    });
  }
  if (parents.length > 0) {
    return finding("error", "coverage/table-empty", table, {
      message: `No row could be placed, since none is in ${parents.join(", ")}, which each row has to point to.`,
      remedy: `Give rows for ${parents.join(", ")} first.`,
    });
  }
  const required = columns
    .filter((column) => column.required)
    .map(({ column, type }) => `${key(column)}: ${sample(type)}`);
  const row = required.length === 0 ? "…: …" : required.join(", ");
  return finding("error", "coverage/table-empty", table, {
    message: `No row could be placed, so nothing about this table is proven${because === null ? "" : `: ${because}`}.`,
    remedy: `Give rows that it takes, in ${wishes.source}: ${inTable(wishes, table, `list: [{ ${row} }]`)}. If it stays empty in production, too: ${inTable(wishes, table, "rows: 0")}.`,
  });
}

function uncovered({ wishes }: Evidence, of: ColumnCoverage): Judgement {
  const { column, type, missing, because } = of;
  return finding("error", "coverage/column", `${tableOf(of)}.${column}`, {
    message: `Not covered: ${missing.join("; ")}${because === null ? "" : ` (${because})`}.`,
    remedy:
      wishes === null
        ? elsewhere
        : `Give such values in ${wishes.source}: ${ownValues(wishes, tableOf(of), column, type)}.`,
  });
}

function tableOf({ schema, table }: ColumnCoverage): string {
  return `${schema}.${table}`;
}

function statements(evidence: Evidence): readonly Judgement[] {
  return evidence.effects.flatMap((effect) => {
    if (effect.rows === 0)
      return [idle(evidence, effect, "statement-without-rows", "touched no row, so what it does to data is not shown")];
    if (!isIdle(evidence, effect)) return [];
    return [
      idle(
        evidence,
        effect,
        "statement-without-effect",
        `touched ${count(effect.rows, "row")} and changed no value, so what it does to data is not shown`,
      ),
    ];
  });
}

/** An UPDATE that left every value of its table as it was, and had no new column to fill. */
function isIdle({ before, comparisons, matching }: Evidence, { change, schema, table }: StatementEffect): boolean {
  const named = before.catalog.relations.filter(
    (old) => old.name === table && (schema === null || old.schema === schema),
  );
  const [relation] = named;
  if (change !== "update" || named.length !== 1 || relation === undefined) return false;
  if (matching?.added.columns.some((column) => column.relation === relation.oid)) return false;
  const compared = comparisons.find(({ pair }) => pair.before === relation.oid && pair.role === "survivor");
  if (compared === undefined || compared.rows.lost + compared.shuffled > 0) return false;
  return compared.columns.every(({ changed, filled, converted }) => changed + filled + converted === 0);
}

type Idle = Extract<NameIn<"coverage">, `statement-${string}`>;

function idle({ wishes }: Evidence, { statement, change }: StatementEffect, what: Idle, words: string): Judgement {
  return {
    finding: {
      code: `coverage/${what}`,
      severity: "warning",
      object: statement.migration,
      message: `This ${change.toUpperCase()} ${words}.`,
      at: placeOf(statement),
      remedy: wishes === null ? elsewhere : otherSet(wishes),
    },
    relation: null,
  };
}

function otherSet({ key, source }: WishPlace): string {
  return `Give a seed set with rows that it is meant for as \`${key === null ? "seed" : `${key}.sets`}\`, in ${source}.`;
}

function finding(
  severity: "error" | "note",
  code: CodeIn<"coverage">,
  object: string,
  words: { message: string; remedy: string },
): Judgement {
  return { finding: { code, severity, object, ...words }, relation: null };
}
