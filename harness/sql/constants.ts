import type { Statement } from "../model/history.ts";
import type { Constant } from "../model/seed.ts";
import { comparisons } from "./comparisons.ts";
import { embeddedQueries } from "./embedded.ts";
import { foldedTexts } from "./folds.ts";
import { inserted } from "./inserted.ts";
import { limitReader } from "./limits.ts";
import type { Literal } from "./literal.ts";
import { currentColumns, formerTable, type Rename, renameOf, underFormerNames } from "./renames.ts";
import { type ColumnsOf, visits } from "./scope.ts";
import { bytesOf, nameOf, type Parsed, parseSql } from "./tree.ts";
import { literalOf, unknownValue } from "./values.ts";

/** What the database knew before the statements ran. A schema of null stands for whatever the search path finds. */
export interface Known {
  /** The columns of a table in order, or null where there is no such table. */
  readonly columnsOf: ColumnsOf;
  /** The functions of that name, each as `pg_get_functiondef` prints it. */
  readonly functionsOf: (schema: string | null, name: string) => readonly string[];
}

/**
 * Collects the literals that statements compare columns with or insert, each once, in an order that the text alone decides.
 *
 * Looks into subqueries, DO blocks, functions that are called or created, and EXECUTE as far as its text is known.
 * Columns are named as they were before the statements' own renames. The table is null where more than
 * one could be meant. What cannot be parsed is passed over.
 */
export async function constants(statements: readonly Statement[], known: Known): Promise<Constant[]> {
  const found = new Map<string, Constant>();
  const renames: Rename[] = [];
  const created = new Map<string, string[]>();
  const read = new Set<string>();
  const columnsOf: ColumnsOf = (schema, table) => {
    const columns = known.columnsOf(schema, formerTable(table, renames));
    return columns === null ? null : currentColumns(columns, table, renames);
  };

  const limits = limitReader();

  for (const [statement, { sql }] of statements.entries()) {
    const add = (literals: readonly Literal[]): void => {
      for (const one of literals) {
        const former = { ...underFormerNames(one, renames), statement };
        found.set(JSON.stringify(former), former);
      }
    };
    const pending: Text[] = [{ text: sql, pool: [] }];
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
      const key = JSON.stringify(next);
      if (read.has(key) && next.text !== sql) continue;
      read.add(key);
      for (const parsed of (await parseSql(next.text)) ?? []) {
        const own = bytesOf(next.text, parsed.start, parsed.end);
        const queries = await embeddedQueries(parsed.kind, parsed.node, own);
        const body = bodies.has(parsed.kind);
        const pool = body ? pooled(next.pool, [parsed, ...(await allParsed(queries))]) : next.pool;
        add(constantsOf(parsed, columnsOf, pool));
        add(limits(parsed));
        pending.push(...queries.map((text) => ({ text, pool })));
        const passed = pooled(pool, [parsed]);
        for (const call of callsIn(parsed)) {
          const texts = created.get(call.name) ?? known.functionsOf(call.schema, call.name);
          pending.push(...texts.map((text) => ({ text, pool: passed })));
        }
        remember(parsed, own, created, renames);
      }
    }
  }
  return [...found.values()];
}

/** SQL to read, with the literals that variables and parameters in it may stand for. */
interface Text {
  readonly text: string;
  readonly pool: readonly string[];
}

const bodies: ReadonlySet<string> = new Set(["DoStmt", "CreateFunctionStmt"]);

// Which variable holds which literal is not followed: every short one may be meant, up to this many.
const mostPooled = 30;
const longestPooled = 100;

function pooled(pool: readonly string[], texts: readonly Parsed[]): readonly string[] {
  const literals = texts.flatMap(({ kind, node }) =>
    [...visits(kind, node)].flatMap((visit) =>
      visit.kind === "A_Const" ? (literalOf({ A_Const: visit.node }) ?? []) : [],
    ),
  );
  const short = literals.filter((text) => text.length <= longestPooled && text !== unknownValue);
  return [...new Set([...pool, ...short])].slice(0, mostPooled);
}

async function allParsed(texts: readonly string[]): Promise<readonly Parsed[]> {
  return (await Promise.all(texts.map(parseSql))).flatMap((parsed) => parsed ?? []);
}

/** Neither looks at the checks of a domain, whose VALUE is no column. */
function constantsOf(parsed: Parsed, columnsOf: ColumnsOf, pool: readonly string[]): Literal[] {
  const { kind, node } = parsed;
  if (kind === "CreateDomainStmt" || kind === "AlterDomainStmt") return [];
  const found = [...visits(kind, node)].flatMap((visit) => [
    ...comparisons(visit, columnsOf, pool),
    ...inserted(visit, columnsOf),
  ]);
  return [...found, ...foldedTexts(parsed)];
}

function callsIn({ kind, node }: Parsed): readonly { readonly schema: string | null; readonly name: string }[] {
  return [...visits(kind, node)].flatMap((visit) =>
    visit.kind === "FuncCall" || visit.kind === "CreateTrigStmt" ? (nameOf(visit.node.funcname) ?? []) : [],
  );
}

function remember({ kind, node }: Parsed, own: string, created: Map<string, string[]>, renames: Rename[]): void {
  const rename = renameOf(kind, node);
  if (rename !== null) renames.push(rename);
  const name = kind === "CreateFunctionStmt" ? nameOf(node.funcname)?.name : undefined;
  if (name !== undefined) created.set(name, [...(created.get(name) ?? []), own]);
}
