import { parsePlPgSQL } from "libpg-query";
import { dynamicText } from "./dynamic.ts";
import { as, isTree, members, parseSql, stringOf, type Tree, textOf } from "./tree.ts";

/**
 * The queries inside a DO block, or inside a function's body where its language is SQL or PL/pgSQL.
 *
 * @param text The statement alone, as written.
 * @returns SQL texts in order; expressions as `SELECT …`; dynamic SQL as far as its text is known.
 *   None where the body cannot be read.
 */
export async function embeddedQueries(kind: string, node: Tree, text: string): Promise<readonly string[]> {
  if (kind !== "DoStmt" && kind !== "CreateFunctionStmt") return [];
  const option = (name: string): unknown =>
    members(kind === "DoStmt" ? node.args : node.options)
      .map((member) => as("DefElem", member))
      .find((element) => element?.defname === name)?.arg;
  const language = stringOf(option("language")) ?? (kind === "DoStmt" ? "plpgsql" : "sql");
  if (language === "plpgsql") return plpgsqlQueries(text);
  const body = stringOf(members(option("as"))[0]);
  return language === "sql" && body !== null ? [body] : [];
}

async function plpgsqlQueries(text: string): Promise<readonly string[]> {
  const queries: string[] = [];
  const stack: unknown[] = [await bodyOf(text)];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const expression = as("PLpgSQL_expr", next);
    if (expression !== null) queries.push(queryOf(expression));
    for (const dynamic of dynamicQueries(next)) queries.push(...(await constantText(dynamic)));
    const children = Array.isArray(next) ? next : isTree(next) ? Object.values(next) : [];
    stack.push(...children.toReversed());
  }
  return queries;
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

function queryOf(expression: Tree): string {
  const query = textOf(expression.query) ?? "";
  if (expression.parseMode === wholeStatement) return query;
  if (expression.parseMode === plainExpression) return `SELECT ${query}`;
  return `SELECT ${query.replace(/^[^=]*?:?=/, "")}`;
}

/** The expressions whose value is run as SQL: EXECUTE, FOR … IN EXECUTE, RETURN QUERY EXECUTE. */
function dynamicQueries(value: unknown): readonly Tree[] {
  const expressions = [
    as("PLpgSQL_stmt_dynexecute", value)?.query,
    as("PLpgSQL_stmt_dynfors", value)?.query,
    as("PLpgSQL_stmt_return_query", value)?.dynquery,
  ];
  return expressions.map((expression) => as("PLpgSQL_expr", expression)).filter((expression) => expression !== null);
}

async function constantText(expression: Tree): Promise<readonly string[]> {
  const [select] = (await parseSql(queryOf(expression))) ?? [];
  const text = dynamicText(as("ResTarget", members(select?.node.targetList)[0])?.val);
  return text === null ? [] : [text];
}
