import { as, members, type Tree, textOf } from "../tree.ts";

/** What `SET` gives to each column; null where it sets a part of one, or cannot be told. */
export function assignments(list: unknown): readonly { readonly name: string; readonly value: unknown }[] {
  return members(list).flatMap((item) => {
    const target = as("ResTarget", item);
    const name = textOf(target?.name);
    if (target === null || name === null) return [];
    const several = as("MultiAssignRef", target.val);
    const part = several === null ? target.val : partOf(several);
    const isWhole = target.indirection === undefined && as("SetToDefault", part) === null;
    return [{ name, value: isWhole ? (part ?? null) : null }];
  });
}

/** `(a, b) = (1, 2)`, `(a, b) = (SELECT …)`: the value at the column's place. */
function partOf({ source, colno }: Tree): unknown {
  const place = Number(colno) - 1;
  const row = as("RowExpr", source);
  if (row !== null) return members(row.args)[place];
  const link = as("SubLink", source);
  const select = as("SelectStmt", link?.subselect);
  const value = members(select?.targetList)[place];
  if (link === null || select === null || value === undefined) return undefined;
  return {
    SubLink: { ...link, subLinkType: "EXPR_SUBLINK", subselect: { SelectStmt: { ...select, targetList: [value] } } },
  };
}
