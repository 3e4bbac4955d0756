import type { Action } from "../action.ts";
import { type Inner, innerOf, putTogether } from "../embedded.ts";
import { ownVolatility, type Volatility } from "../own-functions.ts";
import { shownName } from "../quote.ts";
import { visits } from "../scope.ts";
import { as, bytesOf, members, nameOf, type Parsed, parseSql, stringOf, wrapped } from "../tree.ts";
import { unknownName } from "../values.ts";
import { actionsOf, runsQueries } from "./actions-of.ts";

export type { ActedOn, Action } from "../action.ts";

interface Text {
  readonly sql: string;
}

/**
 * Reads statements in order for what they do. Looks into DO blocks, and into functions that earlier statements made
 * where they are called; EXECUTE is read as far as its text is known. What runs unread is an action of its own.
 */
export function actionReader(): (statement: Text) => Promise<readonly Action[]> {
  const read = looseActionReader();
  return async (statement) => (await read(statement)).map(orUnread);
}

/** The same, where names that only running would tell stand in actions as `unknownName`. */
export function looseActionReader(): (statement: Text) => Promise<readonly Action[]> {
  const made = new Map<string, Body>();
  return ({ sql }) => read(sql, { made, open: [], role: "statement" });
}

/** A function, or a DO block. */
interface Body {
  readonly volatility: Volatility;
  /** What runs inside of it; read when it is first called. */
  readonly inner: () => Promise<readonly Inner[]>;
}

/** What a text is read within. */
interface Around {
  readonly made: Map<string, Body>;
  /** The bodies that it stands in, from the outermost. */
  readonly open: readonly Body[];
  readonly role: Inner["role"];
}

async function read(text: string, around: Around): Promise<readonly Action[]> {
  const { made, open, role } = around;
  const all = await parseSql(text);
  if (all === null) return [{ does: "unread", why: whyUnparsed(around), text }];
  const volatilityOf = (name: string) => made.get(name)?.volatility ?? ownVolatility(name) ?? "volatile";
  const actions: Action[] = [];
  for (const parsed of all.map(ran)) {
    const { kind, node } = parsed;
    const body = kind === "DoStmt" || kind === "CreateFunctionStmt" ? bodyOf(parsed, text) : null;
    const name = kind === "CreateFunctionStmt" ? nameOf(node.funcname)?.name : undefined;
    if (name !== undefined && body !== null) made.set(name, body);
    const called = namesCalled(parsed);
    actions.push(...actionsOf(kind, node, volatilityOf));
    if (kind === "CallStmt" || (kind === "SelectStmt" && role !== "expression")) actions.push(...unknown(called, made));
    const entered = kind === "DoStmt" && body !== null ? [body] : called.flatMap((one) => made.get(one) ?? []);
    for (const one of entered.filter((inner) => !open.includes(inner))) {
      actions.push(...(await inside(one, { ...around, open: [...open, one] })).map(perhaps));
    }
  }
  return actions;
}

/** EXPLAIN ANALYZE runs what it explains. */
function ran(parsed: Parsed): Parsed {
  const { kind, node } = parsed;
  const isRun = kind === "ExplainStmt" && members(node.options).some(asksToRun);
  const [query] = isRun ? wrapped(node.query) : [];
  return query === undefined ? parsed : { ...parsed, kind: query[0], node: query[1] };
}

function asksToRun(option: unknown): boolean {
  const { defname, arg } = as("DefElem", option) ?? {};
  // The parser leaves a zero out.
  const number = as("Integer", arg)?.ival === undefined ? "0" : "1";
  return defname === "analyze" && !/^(?:false|off|0)$/i.test(stringOf(arg) ?? (arg === undefined ? "on" : number));
}

function perhaps(action: Action): Action {
  return action.does === "drop" ? { ...action, perhaps: true } : action;
}

async function inside(body: Body, around: Around): Promise<readonly Action[]> {
  const actions: Action[] = [];
  for (const { role, text, why } of await body.inner()) {
    if (role === "hidden") actions.push({ does: "unread", why, text });
    else actions.push(...(await read(text, { ...around, role })));
  }
  return actions;
}

/** Why a statement is not read, of which nothing is known but its text. */
export const cannotBeParsed = "it cannot be parsed";

function whyUnparsed({ open, role }: Around): string {
  if (role === "dynamic") return putTogether;
  return open.length === 0 ? cannotBeParsed : "its body cannot be parsed";
}

/** What stands in other expressions gives a value; what is selected may be called for all that it does. */
function unknown(called: readonly string[], made: Around["made"]): readonly Action[] {
  const names = new Set(called.filter((name) => !made.has(name) && ownVolatility(name) === null));
  return [...names].map((name) => {
    const text = `${shownName(name)}()`;
    return { does: "unread", why: `it calls ${text}, whose body no migration holds`, text };
  });
}

function bodyOf({ kind, node, start, end }: Parsed, text: string): Body {
  let inner: Promise<readonly Inner[]> | null = null;
  const option = members(node.options).map((one) => as("DefElem", one));
  const said = stringOf(option.find((one) => one?.defname === "volatility")?.arg);
  return {
    volatility: said === "immutable" || said === "stable" ? said : "volatile",
    inner() {
      inner ??= innerOf(kind, node, bytesOf(text, start, end));
      return inner;
    },
  };
}

function namesCalled({ kind, node }: Parsed): readonly string[] {
  // The parser finds calls in the bodies that a statement only defines, too.
  if (!runsQueries.has(kind)) return [];
  return [...visits(kind, node)].flatMap((visit) =>
    visit.kind === "FuncCall" ? (nameOf(visit.node.funcname)?.name ?? []) : [],
  );
}

function orUnread(action: Action): Action {
  if (!namesUnknown(action)) return action;
  return { does: "unread", why: putTogether, text: "" };
}

/** Whether dynamic SQL leaves the name of what is acted on to the moment when it runs. */
export function namesUnknown(action: Action): boolean {
  if (!("object" in action) || action.object === null) return false;
  const { schema, name, part } = action.object;
  return [schema, name, part].includes(unknownName);
}
