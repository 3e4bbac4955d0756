import { deparseSync } from "pgsql-deparser";
import { as, isTree, members, type Parsed, parseSql, type Tree } from "./tree.ts";

/** A deploy like another one but for one mistake that people make. */
export interface Mutant {
  /** What was done, and to which statement of the deploy, from 1. */
  readonly mistake: string;
  readonly statements: readonly string[];
}

/** Every deploy that is one mistake away from this one; none where the parser cannot read a statement. */
export async function mutantsOf(statements: readonly string[]): Promise<readonly Mutant[]> {
  const parsed = await Promise.all(statements.map(async (sql) => (await parseSql(sql)) ?? []));
  const changed = parsed.flatMap((all, place) => {
    const [only, ...others] = all;
    return only === undefined || others.length > 0 ? [] : within(only, place, statements);
  });
  const seen = new Set([statements.join("\n")]);
  return [...changed, ...reordered(statements), ...left(statements)].filter(({ statements: made }) => {
    const text = made.join("\n");
    return seen.has(text) ? false : seen.add(text);
  });
}

interface Change {
  readonly mistake: string;
  readonly trees: readonly Tree[];
}

function within(parsed: Parsed, place: number, statements: readonly string[]): readonly Mutant[] {
  return Object.values(mistakes)
    .flatMap((make) => make(parsed))
    .map(({ mistake, trees }) => ({
      mistake: `${mistake} in statement ${place + 1}`,
      statements: statements.toSpliced(place, 1, ...trees.map((tree) => deparseSync(tree))),
    }));
}

/** Two neighbours exchanged, and each statement put last. */
function reordered(statements: readonly string[]): readonly Mutant[] {
  return statements.slice(1).flatMap((second, place) => {
    const first = statements[place] ?? "";
    const swapped = {
      mistake: `statements ${place + 1} and ${place + 2} exchanged`,
      statements: statements.toSpliced(place, 2, second, first),
    };
    const last = { mistake: `statement ${place + 1} put last`, statements: [...statements.toSpliced(place, 1), first] };
    return [swapped, last];
  });
}

function left(statements: readonly string[]): readonly Mutant[] {
  return statements.map((_, place) => ({
    mistake: `statement ${place + 1} left out`,
    statements: statements.toSpliced(place, 1),
  }));
}

const mistakes: Readonly<Record<string, (parsed: Parsed) => readonly Change[]>> = {
  withoutWhere,
  negatedWhere,
  swappedColumns,
  lostColumn,
  cutType,
  remadeForRetyped,
  droppedForRenamed,
  truncatedFirst,
  assignedBackwards,
  deletedForUpdated,
  innerJoin,
};

const changesRows = new Set(["UpdateStmt", "DeleteStmt", "InsertStmt"]);

/** The node that has the WHERE: of INSERT, its query. */
function rewhered({ kind, node }: Parsed, where: (clause: unknown) => unknown, mistake: string): readonly Change[] {
  if (!changesRows.has(kind)) return [];
  const select = as("SelectStmt", node.selectStmt);
  const holder = kind === "InsertStmt" ? select : node;
  if (holder?.whereClause === undefined) return [];
  const clause = where(holder.whereClause);
  const { whereClause: _, ...bare } = holder;
  const made = clause === null ? bare : { ...bare, whereClause: clause };
  return [
    { mistake, trees: [{ [kind]: kind === "InsertStmt" ? { ...node, selectStmt: { SelectStmt: made } } : made }] },
  ];
}

function withoutWhere(parsed: Parsed): readonly Change[] {
  return rewhered(parsed, () => null, "WHERE left out");
}

function negatedWhere(parsed: Parsed): readonly Change[] {
  const negated = (clause: unknown) => ({ BoolExpr: { boolop: "NOT_EXPR", args: [clause] } });
  return rewhered(parsed, negated, "WHERE negated");
}

/** Each two neighbours among what INSERT … SELECT reads. */
function swappedColumns({ kind, node }: Parsed): readonly Change[] {
  const select = as("SelectStmt", node.selectStmt);
  const targets = members(select?.targetList);
  if (kind !== "InsertStmt" || select === null) return [];
  return targets.slice(1).map((second, place) => ({
    mistake: `columns ${place + 1} and ${place + 2} of the SELECT exchanged`,
    trees: [inserting(node, { ...select, targetList: targets.toSpliced(place, 2, second, targets[place]) })],
  }));
}

/** Each column of INSERT … SELECT forgotten on both sides. */
function lostColumn({ kind, node }: Parsed): readonly Change[] {
  const select = as("SelectStmt", node.selectStmt);
  const [columns, targets] = [members(node.cols), members(select?.targetList)];
  if (kind !== "InsertStmt" || select === null || columns.length !== targets.length || columns.length < 2) return [];
  return columns.map((_, place) => ({
    mistake: `column ${place + 1} of the copy forgotten`,
    trees: [
      inserting({ ...node, cols: columns.toSpliced(place, 1) }, { ...select, targetList: targets.toSpliced(place, 1) }),
    ],
  }));
}

function inserting(node: Tree, select: Tree): Tree {
  return { InsertStmt: { ...node, selectStmt: { SelectStmt: select } } };
}

const narrow: Readonly<Record<string, Tree>> = {
  int8: typeNamed("int4"),
  int4: typeNamed("int2"),
  float8: typeNamed("float4"),
  numeric: typeNamed("int8"),
  timestamptz: typeNamed("date"),
  timestamp: typeNamed("date"),
  jsonb: typeNamed("varchar", 20),
  text: typeNamed("varchar", 3),
  varchar: typeNamed("varchar", 3),
};

function typeNamed(name: string, length?: number): Tree {
  const names = [{ String: { sval: "pg_catalog" } }, { String: { sval: name } }];
  return {
    names,
    typemod: -1,
    ...(length === undefined ? {} : { typmods: [{ A_Const: { ival: { ival: length } } }] }),
  };
}

/** ALTER COLUMN … TYPE to a smaller one than was meant, with a cast that cuts. */
function cutType({ kind, node }: Parsed): readonly Change[] {
  const commands = members(node.cmds);
  if (kind !== "AlterTableStmt") return [];
  return commands.flatMap((member, place) => {
    const command = as("AlterTableCmd", member);
    const column = as("ColumnDef", command?.def);
    if (command?.subtype !== "AT_AlterColumnType" || column === null) return [];
    const names = isTree(column.typeName) ? members(column.typeName.names) : [];
    const type = narrow[String(as("String", names.at(-1))?.sval)];
    if (type === undefined) return [];
    const value = column.raw_default ?? { ColumnRef: { fields: [{ String: { sval: command.name } }] } };
    const def = { ColumnDef: { ...column, typeName: type, raw_default: { TypeCast: { arg: value, typeName: type } } } };
    const cut = { AlterTableCmd: { ...command, def } };
    return [
      { mistake: "a smaller type", trees: [{ AlterTableStmt: { ...node, cmds: commands.toSpliced(place, 1, cut) } }] },
    ];
  });
}

/** SET DATA TYPE as a generator writes it that cannot cast: the column is made again. */
function remadeForRetyped({ kind, node }: Parsed): readonly Change[] {
  const [only, ...others] = members(node.cmds);
  const command = as("AlterTableCmd", only);
  const column = as("ColumnDef", command?.def);
  if (kind !== "AlterTableStmt" || others.length > 0 || command?.subtype !== "AT_AlterColumnType" || column === null) {
    return [];
  }
  const { raw_default: _, ...bare } = column;
  const added = { subtype: "AT_AddColumn", def: { ColumnDef: { ...bare, colname: command.name, is_local: true } } };
  const dropped = { subtype: "AT_DropColumn", name: command.name };
  return [{ mistake: "DROP and ADD for SET DATA TYPE", trees: [altering(node, dropped), altering(node, added)] }];
}

function altering({ relation }: Tree, command: Tree): Tree {
  const cmds = [{ AlterTableCmd: { ...command, behavior: "DROP_RESTRICT" } }];
  return { AlterTableStmt: { relation, cmds, objtype: "OBJECT_TABLE" } };
}

/** What a schema push proposes where rows stand in the way of a new column or of a constraint. */
function truncatedFirst({ kind, node }: Parsed): readonly Change[] {
  const kinds = members(node.cmds).map((member) => as("AlterTableCmd", member)?.subtype);
  if (kind !== "AlterTableStmt" || !kinds.some((one) => one === "AT_AddColumn" || one === "AT_AddConstraint"))
    return [];
  const truncated = { TruncateStmt: { relations: [{ RangeVar: node.relation }], behavior: "DROP_CASCADE" } };
  return [{ mistake: "TRUNCATE before it", trees: [truncated, { AlterTableStmt: node }] }];
}

/** SET new = old written the other way round. */
function assignedBackwards({ kind, node }: Parsed): readonly Change[] {
  const targets = members(node.targetList);
  if (kind !== "UpdateStmt") return [];
  return targets.flatMap((member, place) => {
    const target = as("ResTarget", member);
    const fields = members(as("ColumnRef", target?.val)?.fields);
    const from = as("String", fields.at(-1))?.sval;
    if (target === null || from === undefined || from === target.name) return [];
    const val = { ColumnRef: { fields: [{ String: { sval: target.name } }] } };
    const back = { ResTarget: { ...target, name: from, val } };
    const trees = [{ UpdateStmt: { ...node, targetList: targets.toSpliced(place, 1, back) } }];
    return [{ mistake: "SET the other way round", trees }];
  });
}

/** RENAME COLUMN as a generator writes it that was answered wrongly. */
function droppedForRenamed({ kind, node }: Parsed): readonly Change[] {
  if (kind !== "RenameStmt" || node.renameType !== "OBJECT_COLUMN") return [];
  const added = {
    subtype: "AT_AddColumn",
    def: { ColumnDef: { colname: node.newname, typeName: typeNamed("text"), is_local: true } },
  };
  const dropped = { subtype: "AT_DropColumn", name: node.subname };
  return [{ mistake: "DROP and ADD for RENAME", trees: [altering(node, added), altering(node, dropped)] }];
}

function deletedForUpdated({ kind, node }: Parsed): readonly Change[] {
  if (kind !== "UpdateStmt" || node.fromClause !== undefined || node.withClause !== undefined) return [];
  const { targetList: _, ...rest } = node;
  return [{ mistake: "DELETE for UPDATE", trees: [{ DeleteStmt: rest }] }];
}

/** LEFT JOIN in what is copied becomes a JOIN, which leaves rows out. */
function innerJoin({ kind, node }: Parsed): readonly Change[] {
  const select = as("SelectStmt", node.selectStmt);
  const sources = members(select?.fromClause);
  if (kind !== "InsertStmt" || select === null) return [];
  return sources.flatMap((source, place) => {
    const join = as("JoinExpr", source);
    if (join?.jointype !== "JOIN_LEFT") return [];
    const inner = { JoinExpr: { ...join, jointype: "JOIN_INNER" } };
    return [
      {
        mistake: "JOIN for LEFT JOIN",
        trees: [inserting(node, { ...select, fromClause: sources.toSpliced(place, 1, inner) })],
      },
    ];
  });
}
