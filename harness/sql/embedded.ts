import { parsePlPgSQL } from "libpg-query";
import { dynamicText } from "./dynamic.ts";
import { as, isTree, members, parseSql, stringOf, type Tree, textOf } from "./tree.ts";

/** Why an EXECUTE cannot be read. */
export const putTogether = "EXECUTE of a text that is put together when it runs";

/** What runs inside of a body: SQL, or what of it cannot be read. */
export interface Inner {
  /** "dynamic" is the text that EXECUTE is given, as far as it is known; "hidden" is none that could be read. */
  readonly role: "statement" | "expression" | "dynamic" | "hidden";
  /** Expressions as `SELECT …`. Of what is hidden: the part of the body that is known to hold it. */
  readonly text: string;
  /** Of what is hidden; else empty. */
  readonly why: string;
}

/**
 * The queries inside a DO block, or inside a function's body where its language is SQL or PL/pgSQL.
 *
 * @param text The statement alone, as written.
 * @returns SQL texts in order; expressions as `SELECT …`; dynamic SQL as far as its text is known.
 *   None where the body cannot be read.
 */
export async function embeddedQueries(kind: string, node: Tree, text: string): Promise<readonly string[]> {
  const all = await innerOf(kind, node, text);
  return all.filter(({ role }) => role !== "hidden").map((inner) => inner.text);
}

/** The same, and what stands between them unread, in order. */
export async function innerOf(kind: string, node: Tree, text: string): Promise<readonly Inner[]> {
  if (kind !== "DoStmt" && kind !== "CreateFunctionStmt") return [];
  const option = (name: string): unknown =>
    members(kind === "DoStmt" ? node.args : node.options)
      .map((member) => as("DefElem", member))
      .find((element) => element?.defname === name)?.arg;
  const language = stringOf(option("language")) ?? (kind === "DoStmt" ? "plpgsql" : "sql");
  if (language === "plpgsql") return plpgsqlInner(text);
  const body = node.sql_body === undefined ? stringOf(members(option("as"))[0]) : standardBody(text);
  if (language === "sql" && body !== null) return [{ role: "statement", text: body, why: "" }];
  return [{ role: "hidden", text, why: `its body is in ${language}` }];
}

/** What stands between BEGIN ATOMIC and END, or behind RETURN. */
function standardBody(text: string): string | null {
  const block = /\bbegin\s+atomic\b(.*)\bend\b/is.exec(text)?.[1];
  const value = /\breturn\b(?!s\b)(.*)$/is.exec(text)?.[1];
  return block ?? (value === undefined ? null : `SELECT ${value}`);
}

async function plpgsqlInner(text: string): Promise<readonly Inner[]> {
  const body = await bodyOf(text);
  if (body === null) return [{ role: "hidden", text, why: "its body cannot be parsed" }];
  const found: Inner[] = [];
  const stack: unknown[] = [body];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const expression = as("PLpgSQL_expr", next);
    if (expression !== null) {
      found.push({ role: isWhole(expression) ? "statement" : "expression", text: queryOf(expression), why: "" });
    }
    for (const dynamic of dynamicQueries(next)) found.push(await dynamicInner(dynamic));
    const children = Array.isArray(next) ? next : isTree(next) ? Object.values(next) : [];
    stack.push(...children.toReversed());
  }
  return found.map((inner) => (inner.role === "hidden" ? { ...inner, text: withoutRead(text, found) } : inner));
}

/** The body but for what was read of it. */
function withoutRead(text: string, found: readonly Inner[]): string {
  return found.reduce((left, inner) => (inner.role === "hidden" ? left : left.replace(inner.text, " ")), text);
}

/** An unreadable body is no reason to stop: the server will run it, or say why not. */
async function bodyOf(text: string): Promise<unknown> {
  try {
    return await parsePlPgSQL(text);
  } catch {
    return null;
  }
}

/** How PL/pgSQL's own parser marks its expressions. */
const wholeStatement = 0;
const plainExpression = 2;

function isWhole({ parseMode }: Tree): boolean {
  return parseMode === wholeStatement;
}

function queryOf(expression: Tree): string {
  const query = textOf(expression.query) ?? "";
  if (isWhole(expression)) return query;
  if (expression.parseMode === plainExpression) return `SELECT ${query}`;
  return `SELECT ${query.replace(/^[^=]*?:?=/, "")}`;
}

/** The expressions whose value is run as SQL: EXECUTE, FOR … IN EXECUTE, RETURN QUERY EXECUTE, OPEN … FOR EXECUTE. */
function dynamicQueries(value: unknown): readonly Tree[] {
  const expressions = [
    as("PLpgSQL_stmt_dynexecute", value)?.query,
    as("PLpgSQL_stmt_dynfors", value)?.query,
    as("PLpgSQL_stmt_return_query", value)?.dynquery,
    as("PLpgSQL_stmt_open", value)?.dynquery,
  ];
  return expressions.map((expression) => as("PLpgSQL_expr", expression)).filter((expression) => expression !== null);
}

async function dynamicInner(expression: Tree): Promise<Inner> {
  const [select] = (await parseSql(queryOf(expression))) ?? [];
  const text = dynamicText(as("ResTarget", members(select?.node.targetList)[0])?.val);
  if (text !== null) return { role: "dynamic", text, why: "" };
  return { role: "hidden", text: "", why: putTogether };
}
