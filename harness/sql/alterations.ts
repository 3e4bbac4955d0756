import {
  as,
  bytesOf,
  isTree,
  members,
  parseSql,
  stringOf,
  type Token,
  type Tree,
  tableOf,
  textOf,
  tokensOf,
} from "./tree.ts";

interface OnTable {
  readonly schema: string | null;
  readonly table: string;
}

/** `ADD CHECK (…)`, with the expression as written. */
export interface AddedCheck extends OnTable {
  readonly kind: "check";
  /** Null where the statement leaves the name to the server. */
  readonly constraint: string | null;
  readonly expression: string;
}

/** `ALTER COLUMN … TYPE …`, with type and USING as written. */
export interface ChangedType extends OnTable {
  readonly kind: "type";
  readonly column: string;
  readonly type: string;
  readonly using: string | null;
}

/** `ADD FOREIGN KEY`. */
export interface AddedReference extends OnTable {
  readonly kind: "reference";
  readonly columns: readonly string[];
  readonly to: OnTable;
  /** Empty where the statement leaves it to the primary key. */
  readonly toColumns: readonly string[];
}

export type Alteration = AddedCheck | ChangedType | AddedReference;

/** What an ALTER TABLE asks of the rows that are there. None for other statements. */
export async function alterations(statement: { readonly sql: string }): Promise<Alteration[]> {
  const parsed = await parseSql(statement.sql);
  const [only] = parsed ?? [];
  const target = only?.kind === "AlterTableStmt" && parsed?.length === 1 ? tableOf(only.node.relation) : null;
  if (target === null) return [];
  const parts = split(await tokensOf(statement.sql));
  const commands = members(only?.node.cmds).map((command) => as("AlterTableCmd", command));
  if (parts.length !== commands.length) return [];
  return commands.flatMap((command, index) => {
    const tokens = parts[index] ?? [];
    return command === null ? [] : (alterationOf(command, target, tokens, statement.sql) ?? []);
  });
}

/** The WHERE of a CREATE INDEX as written; null where there is none. */
export async function indexPredicate(statement: { readonly sql: string }): Promise<string | null> {
  const [only] = (await parseSql(statement.sql)) ?? [];
  if (only?.kind !== "IndexStmt" || only.node.whereClause === undefined) return null;
  const tokens = await tokensOf(statement.sql);
  const where = outermost(tokens).findLast((token) => isWord(token, "where"));
  return where === undefined
    ? null
    : bytesOf(statement.sql, where.end, tokens.findLast(isNotEnd)?.end ?? where.end).trim();
}

function alterationOf(command: Tree, target: OnTable, tokens: readonly Token[], sql: string): Alteration | null {
  const constraint = as("Constraint", command.def);
  if (constraint?.contype === "CONSTR_CHECK") {
    const expression = checkText(tokens, sql);
    return expression === null
      ? null
      : { kind: "check", ...target, constraint: textOf(constraint.conname), expression };
  }
  if (constraint?.contype === "CONSTR_FOREIGN") {
    const to = isTree(constraint.pktable) ? tableOf(constraint.pktable) : null;
    const [columns, toColumns] = [names(constraint.fk_attrs), names(constraint.pk_attrs)];
    return to === null ? null : { kind: "reference", ...target, columns, to, toColumns };
  }
  const column = command.subtype === "AT_AlterColumnType" ? textOf(command.name) : null;
  const change = column === null ? null : typeText(tokens, sql);
  return column === null || change === null ? null : { kind: "type", ...target, column, ...change };
}

function names(value: unknown): readonly string[] {
  return members(value).flatMap((name) => stringOf(name) ?? []);
}

/** What stands between the brackets behind CHECK. */
function checkText(tokens: readonly Token[], sql: string): string | null {
  const check = tokens.findIndex((token, index) => isWord(token, "check") && tokens[index + 1]?.text === "(");
  const open = tokens[check + 1];
  const close = closing(tokens, check + 1);
  return check < 0 || open === undefined || close === undefined ? null : bytesOf(sql, open.end, close.start).trim();
}

function closing(tokens: readonly Token[], open: number): Token | undefined {
  let depth = 0;
  return tokens.slice(open).find((token) => {
    depth += step(token);
    return depth === 0;
  });
}

/** Behind `ALTER [COLUMN] name [SET DATA] TYPE`: the type, and what follows USING. */
function typeText(
  tokens: readonly Token[],
  sql: string,
): { readonly type: string; readonly using: string | null } | null {
  const starts = tokens.flatMap((token, index) => (isWord(token, "alter") ? [index + 1] : []));
  for (const start of starts) {
    const name = isWord(tokens[start], "column") ? start + 1 : start;
    const keyword = isWord(tokens[name + 1], "set") && isWord(tokens[name + 2], "data") ? name + 3 : name + 1;
    if (!isWord(tokens[keyword], "type")) continue;
    const rest = tokens.slice(keyword + 1).filter(isNotEnd);
    const ends = outermost(rest);
    const using = ends.find((token) => isWord(token, "using"));
    const type = textBetween(
      rest[0]?.start,
      ends.find((token) => isWord(token, "collate"))?.start ?? using?.start ?? rest.at(-1)?.end,
      sql,
    );
    return type === ""
      ? null
      : { type, using: using === undefined ? null : textBetween(using.end, rest.at(-1)?.end, sql) };
  }
  return null;
}

function textBetween(start: number | undefined, end: number | undefined, sql: string): string {
  return start === undefined || end === undefined ? "" : bytesOf(sql, start, end).trim();
}

/** The commands of an ALTER TABLE: what its outermost commas part. */
function split(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const commas = outermost(tokens).filter(({ text }) => text === ",");
  const bounds = [-1, ...commas.map((comma) => tokens.indexOf(comma)), tokens.length];
  return bounds.slice(1).map((end, index) => tokens.slice((bounds[index] ?? -1) + 1, end));
}

function outermost(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  return tokens.filter((token) => {
    const before = depth;
    depth += step(token);
    return before === 0;
  });
}

function step({ text }: Token): number {
  return text === "(" || text === "[" ? 1 : text === ")" || text === "]" ? -1 : 0;
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.text.toLowerCase() === word;
}

function isNotEnd({ text }: Token): boolean {
  return text !== ";";
}
