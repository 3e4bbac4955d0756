import type { Relation } from "../model/catalog.ts";
import type { Counterexample, Expectation, Measured } from "../model/declaration.ts";
import type { Evidence } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import { isMeant } from "../sql/quote.ts";
import { spokenKey } from "../text/key.ts";
import { count, type Judgement, nameOf } from "./check.ts";
import { otherVersion } from "./lapsed.ts";
import { wish } from "./wishes.ts";

/** What a file declares of an object, in a few words. */
export function saying(expectation: Expectation): string {
  switch (expectation.kind) {
    case "becomes":
      return `becomes ${expectation.expression}`;
    case "movedTo":
      return `moved to ${expectation.to}${expectation.becomes === null ? "" : ` as ${expectation.becomes}`}`;
    case "deleted":
      return `deleted where ${expectation.predicate}`;
    case "rekeyed":
      return `rekeyed by ${Object.entries(expectation.key)
        .map(([column, expression]) => `${column} = ${expression}`)
        .join(", ")}`;
  }
}

/** What is declared and is not so, and declarations that were written for another version of their migration. */
export function problemsOf(evidence: Evidence): readonly Judgement[] {
  return [...checksums(evidence), ...evidence.measured.flatMap((measured) => problem(evidence, measured))];
}

/** Said once for each file: where it approves of something, too, that says so. */
function checksums({ declarations, approvals, split }: Evidence): readonly Judgement[] {
  return declarations
    .filter(({ file }) => approvals.every((approval) => approval.file !== file))
    .flatMap((declaration): Judgement[] => {
      const { file, migration, sha256 } = declaration;
      const other = otherVersion(declaration, split.candidate);
      if (other === null) return [];
      const finding: Finding = {
        code: "declaration/checksum",
        severity: "error",
        object: migration,
        message: `${file}: what is declared is bound to another version of ${migration} (sha256 ${sha256.slice(0, 12)}…, the file has ${other.sha256}).`,
        remedy:
          "Read the changed migration again; if the declaration still says what is meant, put the new checksum in.",
      };
      return [{ relation: null, finding }];
    });
}

function problem(evidence: Evidence, measured: Measured): readonly Judgement[] {
  const words = wordsOf(evidence, measured);
  if (words === null) return [];
  const { object } = measured.expectation;
  const meant = meantBy(evidence, measured.expectation);
  const relation = words.code === "declaration/not-met" ? (meant?.table.oid ?? null) : null;
  return [{ relation, finding: { ...words, object: meant?.object ?? object } }];
}

/** The old table and the object as findings name it; null for a column that is new, of which nothing is found. */
export function meantBy(
  { before }: Pick<Evidence, "before">,
  { object }: Expectation,
): { readonly table: Relation; readonly object: string } | null {
  for (const table of before.catalog.relations) {
    const parts = [table.schema, table.name];
    if (isMeant(object, parts)) return { table, object: nameOf(table) };
    const column = table.columns.find(({ name }) => isMeant(object, [...parts, name]));
    if (column !== undefined) return { table, object: `${nameOf(table)}.${column.name}` };
  }
  return null;
}

function wordsOf({ wishes }: Evidence, measured: Measured): Omit<Finding, "object"> | null {
  const { expectation, problem, rows, changed, wrong } = measured;
  const said = `${expectation.file} says of ${expectation.object}: ${saying(expectation)}`;
  if (problem !== null) {
    return {
      code: "declaration/impossible",
      severity: "error",
      message: `${said}. The rows cannot be asked: ${problem}.`,
      remedy:
        "Write it over the old row, with names as they were before the candidate. It runs on the rows as they were, by a role that may only read.",
    };
  }
  if (rows === 0 && wrong === 0) {
    return {
      code: "coverage/declaration-without-rows",
      severity: "error",
      message: `${said}. No row could show it.`,
      remedy:
        wishes === null
          ? "Copy a database that holds such rows; or take the declaration out."
          : `Supply such rows (${wish(wishes, "tables")} in ${wishes.source}); or take the declaration out, if there are none.`,
    };
  }
  if (changed === 0) {
    return {
      code: "declaration/without-effect",
      severity: "error",
      message: `${said}. Nothing of it happened: none of ${count(rows, "row")} was changed${shown(measured)}.`,
      remedy:
        "See why the statement touches no row; or take the declaration out: one that nothing needs would hide the next loss.",
    };
  }
  if (wrong === 0) return null;
  return {
    code: "declaration/not-met",
    severity: "error",
    message: `${said}. ${count(wrong, "row")} ${wrong === 1 ? "is" : "are"} otherwise${expectation.kind === "deleted" ? "" : `, of ${rows}`}${shown(measured)}.`,
    remedy:
      "If the declaration says what is meant, mend the statement; if not, mend the declaration, and read again what the statement does to these rows.",
  };
}

const shownLength = 60;

/** " (id 4: expected "ann ", found "ann")", of the first row. */
function shown({ expectation, examples }: Measured): string {
  const [first] = examples;
  if (first === undefined) return "";
  const key = spokenKey(first.key);
  const { expected, found } = expectation.kind === "deleted" ? first : quoted(first);
  return ` (${key === "" ? "" : `${key}: `}expected ${expected}, found ${found})`;
}

/** In quotes, a blank at the end can be seen. */
function quoted({ expected, found }: Counterexample): { readonly expected: string; readonly found: string } {
  const quote = (value: string | null) =>
    value === null ? "NULL" : `"${value.length > shownLength ? `${value.slice(0, shownLength)}…` : value}"`;
  return { expected: quote(expected), found: quote(found) };
}
