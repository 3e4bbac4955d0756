import { embeddedQueries } from "./embedded.ts";
import { visits } from "./scope.ts";
import type { Step } from "./step.ts";
import { stepsOf } from "./steps.ts";
import { bytesOf, nameOf, type Parsed, parseSql } from "./tree.ts";
import { unknownName } from "./values.ts";

export type { Dropped, Made, Named, Step } from "./step.ts";

interface Text {
  readonly sql: string;
}

/**
 * Reads statements in order for what they do to what holds data: tables, columns, types, attributes, schemas, and all
 * rows of a table. A table that is made also stands for each of its columns that the text names.
 *
 * Looks into DO blocks, and into functions that earlier statements made where they are called. A step "unknown" stands
 * for drops whose objects the text does not name, or that cannot be parsed.
 */
export function stepReader(): (statement: Text) => Promise<readonly Step[]> {
  const made = new Map<string, Body>();
  return ({ sql }) => read(sql, made, []);
}

/** What runs inside of a DO block or a function. */
interface Body {
  readonly text: string;
  readonly queries: readonly string[];
}

async function read(text: string, made: Map<string, Body>, open: readonly Body[]): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const all = await parseSql(text);
  if (all === null) return takesAway.test(text) ? [open.length === 0 ? unparsed : atRunTime] : [];
  for (const parsed of all) {
    const own = bytesOf(text, parsed.start, parsed.end);
    const body: Body = { text: own, queries: await embeddedQueries(parsed.kind, parsed.node, own) };
    const name = parsed.kind === "CreateFunctionStmt" ? nameOf(parsed.node.funcname)?.name : undefined;
    if (name !== undefined) made.set(name, body);
    steps.push(...stepsOf(parsed.kind, parsed.node).map(orUnknown));
    const called = namesCalled(parsed).flatMap((one) => made.get(one) ?? []);
    const entered = parsed.kind === "DoStmt" ? [body] : called.filter((one) => !open.includes(one));
    for (const one of entered) steps.push(...(await inside(one, made, [...open, one])));
  }
  return steps;
}

async function inside(body: Body, made: Map<string, Body>, open: readonly Body[]): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for (const query of body.queries) steps.push(...(await read(query, made, open)));
  const told = steps.some(({ does }) => does === "drop" || does === "unknown");
  return told || !hidesDrops(body) ? steps : [...steps, atRunTime];
}

/** Constraints, indexes, views and code hold no data. */
const takesAway =
  /\btruncate\b|\bdrop\b(?!\s+(?:constraint|default|function|index|not|policy|rule|sequence|trigger|view)\b)/i;

/** What it runs is put together there, or it is of a language that is not read. */
function hidesDrops({ text, queries }: Body): boolean {
  return (queries.length === 0 || /\bexecute\b/i.test(text)) && takesAway.test(text);
}

const unparsed: Step = { does: "unknown", why: "it cannot be parsed" };
const atRunTime: Step = { does: "unknown", why: "what it drops is named only when it runs" };

function orUnknown(step: Step): Step {
  if (step.does !== "drop") return step;
  const { schema, name, column } = step.object;
  return [schema, name, column].includes(unknownName) ? atRunTime : step;
}

function namesCalled({ kind, node }: Parsed): readonly string[] {
  // The parser finds calls in the bodies that a statement only defines, too.
  if (!/^(Select|Insert|Update|Delete|Merge|Call|CreateTableAs)Stmt$/.test(kind)) return [];
  return [...visits(kind, node)].flatMap((visit) =>
    visit.kind === "FuncCall" ? (nameOf(visit.node.funcname)?.name ?? []) : [],
  );
}
