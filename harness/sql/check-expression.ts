import { parse } from "libpg-query";

/** What an expression compares: casts are stripped, since Postgres prints one around nearly every part. An operator is a call by its sign. */
export type Operand =
  | { readonly kind: "column"; readonly name: string }
  | { readonly kind: "constant"; readonly text: string | null }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly Operand[] }
  | { readonly kind: "other"; readonly parts: readonly Operand[] };

export type Comparison = "=" | "<>" | "<" | "<=" | ">" | ">=";

export type PatternStyle = "like" | "regex" | "similar";

/** A boolean expression over the columns of one row, as far as it could be read. */
export type Expression =
  | { readonly kind: "and" | "or"; readonly parts: readonly Expression[] }
  | { readonly kind: "not"; readonly part: Expression }
  | { readonly kind: "compare"; readonly operator: Comparison; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "in"; readonly operand: Operand; readonly values: readonly Operand[]; readonly negated: boolean }
  | {
      readonly kind: "match";
      readonly style: PatternStyle;
      readonly operand: Operand;
      readonly pattern: string;
      readonly negated: boolean;
    }
  | { readonly kind: "null"; readonly operand: Operand; readonly negated: boolean }
  | { readonly kind: "truth"; readonly operand: Operand; readonly value: boolean }
  | { readonly kind: "unknown"; readonly parts: readonly Operand[] };

// The parser's tree, as loosely as this file needs it: single-key objects that name the node.
type Node = { readonly [key: string]: unknown };

/** Reads the text of a CHECK, a domain's check (over the column "value") or a partial index's WHERE. What it cannot read is "unknown". */
export async function readExpression(text: string): Promise<Expression> {
  const tree = await parse(`select ${text}`).catch(() => null);
  const target = dig(tree, "stmts", 0, "stmt", "SelectStmt", "targetList", 0, "ResTarget", "val");
  return target === undefined ? { kind: "unknown", parts: [] } : expression(target as Node);
}

/** The expressions anywhere in a query, each as a whole. None where it cannot be read. */
export async function readQuery(text: string): Promise<readonly Expression[]> {
  return expressionsIn(await parse(text).catch(() => null));
}

const telling: ReadonlySet<string> = new Set(["A_Expr", "BoolExpr", "NullTest", "BooleanTest", "FuncCall"]);

function expressionsIn(value: unknown): readonly Expression[] {
  if (Array.isArray(value)) return value.flatMap(expressionsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    telling.has(key) || (key === "ColumnRef" && isOfNewRow(inner))
      ? [expression({ [key]: inner })]
      : expressionsIn(inner),
  );
}

/** What a trigger reads of its row tells something even where it stands alone. */
function isOfNewRow(reference: unknown): boolean {
  return dig(reference, "fields", 0, "String", "sval") === "new" && dig(reference, "fields", 1, "String") !== undefined;
}

/** The key parts of an index: a column's name, or the operand that an expression index computes. */
export async function readIndexKeys(definition: string): Promise<readonly Operand[]> {
  const tree = await parse(definition).catch(() => null);
  const elements = dig(tree, "stmts", 0, "stmt", "IndexStmt", "indexParams");
  if (!Array.isArray(elements)) return [];
  return elements.map((element: Node): Operand => {
    const name = dig(element, "IndexElem", "name");
    if (typeof name === "string") return { kind: "column", name };
    return operand(dig(element, "IndexElem", "expr") as Node);
  });
}

/** A part of a check that fixes one column: `column = expression`, the expression as it stands in the text. */
export interface Equality {
  readonly column: string;
  readonly expression: string;
}

/** The equalities between a column and an expression that all must hold for the check to hold. */
export async function readEqualities(text: string): Promise<readonly Equality[]> {
  const tree = await parse(`select ${text}`).catch(() => null);
  const target = dig(tree, "stmts", 0, "stmt", "SelectStmt", "targetList", 0, "ResTarget", "val");
  // The parser counts in bytes.
  const source = Buffer.from(`select ${text}`);
  return target === undefined ? [] : equalities(target as Node, source);
}

function equalities(node: Node, source: Buffer): readonly Equality[] {
  const [kind, body] = only(node);
  if (kind === "BoolExpr" && body.boolop === "AND_EXPR")
    return list(body.args).flatMap((part) => equalities(part, source));
  const fields = list(dig(body, "lexpr", "ColumnRef", "fields"));
  const isEquality = kind === "A_Expr" && body.kind === "AEXPR_OP" && dig(body.name, 0, "String", "sval") === "=";
  if (!isEquality || fields.length === 0 || typeof body.location !== "number") return [];
  const column = String(dig(fields[fields.length - 1], "String", "sval"));
  return [{ column, expression: untilClosed(source.subarray(body.location + 1).toString()) }];
}

/** The text up to the parenthesis that closes what stands around it. */
function untilClosed(text: string): string {
  let depth = 0;
  for (const part of text.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]/g)) {
    if (part[0] === "(") depth++;
    else if (part[0] === ")" && --depth < 0) return text.slice(0, part.index);
  }
  return text;
}

/** Names of the columns that an expression or an operand reads, each once. */
export function columnsOf(part: Expression | Operand): readonly string[] {
  return [...new Set(leaves(part).flatMap((leaf) => (leaf.kind === "column" ? [leaf.name] : [])))];
}

/** The constants in an expression or an operand, but for NULL, each once. */
export function constantsOf(part: Expression | Operand): readonly string[] {
  const found = leaves(part).flatMap((leaf) => (leaf.kind === "constant" && leaf.text !== null ? [leaf.text] : []));
  return [...new Set(found)];
}

function leaves(part: Expression | Operand): readonly Operand[] {
  switch (part.kind) {
    case "column":
    case "constant":
      return [part];
    case "call":
      return part.arguments.flatMap(leaves);
    case "not":
      return leaves(part.part);
    case "compare":
      return [...leaves(part.left), ...leaves(part.right)];
    case "in":
      return [...leaves(part.operand), ...part.values.flatMap(leaves)];
    case "match":
      return [...leaves(part.operand), { kind: "constant", text: part.pattern }];
    case "null":
    case "truth":
      return leaves(part.operand);
    default:
      return part.parts.flatMap((inner: Expression | Operand) => leaves(inner));
  }
}

function expression(node: Node): Expression {
  const [kind, body] = only(node);
  if (kind === "BoolExpr") return boolean(body);
  if (kind === "A_Expr") return operation(body);
  if (kind === "NullTest") {
    return { kind: "null", operand: operand(body.arg as Node), negated: body.nulltesttype === "IS_NOT_NULL" };
  }
  if (kind === "BooleanTest" && (body.booltesttype === "IS_TRUE" || body.booltesttype === "IS_FALSE")) {
    const test = expression(body.arg as Node);
    return body.booltesttype === "IS_TRUE" ? test : { kind: "not", part: test };
  }
  if (kind === "TypeCast") return expression(body.arg as Node);
  const read = operand(node);
  if (read.kind === "call" && read.name === "regexp_like" && read.arguments.length > 1) {
    const [tested, pattern] = read.arguments as readonly [Operand, Operand];
    return binary("~", tested, pattern);
  }
  return read.kind === "column" ? { kind: "truth", operand: read, value: true } : { kind: "unknown", parts: [read] };
}

function boolean(body: Node): Expression {
  const parts = list(body.args).map(expression);
  const [first] = parts;
  if (body.boolop === "NOT_EXPR" && first !== undefined) return { kind: "not", part: first };
  return { kind: body.boolop === "OR_EXPR" ? "or" : "and", parts };
}

const comparisons: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">="]);
const patterns: ReadonlyMap<string, "like" | "regex"> = new Map([
  ["~~", "like"],
  ["~~*", "like"],
  ["~", "regex"],
  ["~*", "regex"],
]);

const plain: ReadonlySet<string> = new Set(["AEXPR_OP", "AEXPR_LIKE", "AEXPR_ILIKE", "AEXPR_SIMILAR"]);

function operation(body: Node): Expression {
  const operator = String(dig(body.name, list(body.name).length - 1, "String", "sval"));
  const right = body.rexpr as Node;
  if (body.kind === "AEXPR_BETWEEN") return between(operand(body.lexpr as Node), right);
  const values = elements(right);
  if (values !== null && (body.kind === "AEXPR_IN" || body.kind === "AEXPR_OP_ANY" || body.kind === "AEXPR_OP_ALL")) {
    const negated = operator === "<>";
    const readable = operator === "=" ? body.kind !== "AEXPR_OP_ALL" : negated && body.kind !== "AEXPR_OP_ANY";
    if (readable) return { kind: "in", operand: operand(body.lexpr as Node), values: values.map(operand), negated };
  }
  if (body.lexpr === undefined || !plain.has(String(body.kind))) {
    return { kind: "unknown", parts: [operand({ A_Expr: body })] };
  }
  return binary(operator, operand(body.lexpr as Node), operand(right));
}

function binary(operator: string, left: Operand, right: Operand): Expression {
  if (comparisons.has(operator)) return { kind: "compare", operator: operator as Comparison, left, right };
  const negated = operator.startsWith("!");
  const style = patterns.get(negated ? operator.slice(1) : operator);
  if (style !== undefined && right.kind === "constant" && right.text !== null) {
    return { kind: "match", style, operand: left, pattern: right.text, negated };
  }
  // SIMILAR TO is stored as a regular expression that the server makes of its pattern.
  const [similar] = right.kind === "call" && right.name === "similar_to_escape" ? right.arguments : [];
  if (similar?.kind === "constant" && similar.text !== null) {
    return { kind: "match", style: "similar", operand: left, pattern: similar.text, negated };
  }
  return { kind: "unknown", parts: [{ kind: "call", name: operator, arguments: [left, right] }] };
}

function between(tested: Operand, bounds: Node): Expression {
  const [low, high] = (elements(bounds) ?? []).map(operand);
  if (low === undefined || high === undefined) return { kind: "unknown", parts: [tested] };
  return {
    kind: "and",
    parts: [
      { kind: "compare", operator: ">=", left: tested, right: low },
      { kind: "compare", operator: "<=", left: tested, right: high },
    ],
  };
}

function elements(node: Node): readonly Node[] | null {
  const [kind, body] = only(node);
  if (kind === "TypeCast") return elements(body.arg as Node);
  if (kind === "List") return list(body.items);
  return kind === "A_ArrayExpr" ? list(body.elements) : null;
}

function operand(node: Node): Operand {
  const [kind, body] = only(node);
  if (kind === "TypeCast") return operand(body.arg as Node);
  if (kind === "CollateClause") return operand(body.arg as Node);
  if (kind === "A_Const") return { kind: "constant", text: constant(body) };
  if (kind === "ColumnRef") {
    const fields = list(body.fields);
    return { kind: "column", name: String(dig(fields[fields.length - 1], "String", "sval")) };
  }
  if (kind === "ParamRef") return { kind: "column", name: `$${body.number}` };
  if (kind === "FuncCall") {
    const names = list(body.funcname);
    const name = String(dig(names[names.length - 1], "String", "sval"));
    return { kind: "call", name, arguments: list(body.args).map(operand) };
  }
  if (kind === "A_Expr" && body.kind === "AEXPR_OP") {
    const name = String(dig(body.name, list(body.name).length - 1, "String", "sval"));
    const sides = [body.lexpr, body.rexpr].filter(isNode);
    return { kind: "call", name, arguments: sides.map(operand) };
  }
  return { kind: "other", parts: nested(body).map(operand) };
}

function constant(body: Node): string | null {
  if (body.isnull === true) return null;
  if (body.ival !== undefined) return String(dig(body.ival, "ival") ?? 0);
  if (body.fval !== undefined) return String(dig(body.fval, "fval"));
  if (body.boolval !== undefined) return dig(body.boolval, "boolval") === true ? "true" : "false";
  return String(dig(body.sval, "sval") ?? dig(body.bsval, "bsval") ?? "");
}

/** The nodes directly inside one that this file knows no more about. */
function nested(body: Node): readonly Node[] {
  return Object.values(body).flatMap((value): readonly Node[] => {
    if (Array.isArray(value)) return value.filter(isNode);
    return isNode(value) ? [value] : [];
  });
}

function isNode(value: unknown): value is Node {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const [key, ...rest] = Object.keys(value);
  return key !== undefined && rest.length === 0 && /^[A-Z]/.test(key) && key !== "String";
}

function only(node: Node): readonly [string, Node] {
  const [entry] = Object.entries(node ?? {});
  return entry === undefined ? ["", {}] : [entry[0], (entry[1] ?? {}) as Node];
}

function list(value: unknown): readonly Node[] {
  return Array.isArray(value) ? (value as readonly Node[]) : [];
}

function dig(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? (inner as Record<string | number, unknown>)[key] : undefined,
    value,
  );
}
