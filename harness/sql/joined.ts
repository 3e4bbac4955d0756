import { literally } from "../text/literally.ts";
import type { Operator } from "./pairs.ts";
import type { Subject } from "./subjects.ts";
import { as, members, nameOf, stringOf } from "./tree.ts";
import { columnPath, literalOf, shownThrough } from "./values.ts";

/**
 * The columns of `a || ':' || b`, concat() and concat_ws(), each with what it must hold for the joined text to be the
 * value; none where a part is neither a column nor a literal.
 */
export function joinedColumns(side: unknown): readonly Subject[] {
  const parts = partsOf(side).map((part) => ({ path: columnPath(part), text: literalOf(part) }));
  if (parts.length < 2 || parts.some(({ path, text }) => path === null && text === null)) return [];
  const pattern = parts.map(({ text }) => (text === null ? "(.*?)" : literally(text))).join("");
  const whole = new RegExp(`^${pattern}$`, "s");
  const paths = parts.flatMap(({ path }) => (path === null ? [] : [path]));
  return paths.map((path, at) => ({
    path,
    demands(value, operator) {
      const own = exact.has(operator) ? whole.exec(value)?.[at + 1] : undefined;
      return own === undefined ? [] : [{ operator, value: own }];
    },
  }));
}

const exact: ReadonlySet<Operator> = new Set(["=", "<>", "in"]);

/** The parts of a joined text, from the left. */
function partsOf(side: unknown): readonly unknown[] {
  const parts: unknown[] = [];
  const pending = [side];
  while (pending.length > 0) {
    const next = pending.pop();
    const node = as("A_Expr", next);
    const call = as("FuncCall", next);
    const name = nameOf(call?.funcname)?.name;
    const inner = shownThrough(next);
    if (stringOf(members(node?.name).at(-1)) === "||") pending.push(node?.rexpr, node?.lexpr);
    else if (name === "concat") pending.push(...members(call?.args).toReversed());
    else if (name === "concat_ws") pending.push(...separated(members(call?.args)).toReversed());
    else if (inner !== undefined && columnPath(next) === null && literalOf(next) === null) pending.push(inner);
    else parts.push(next);
  }
  return parts;
}

function separated([separator, ...texts]: readonly unknown[]): readonly unknown[] {
  return texts.flatMap((text, at) => (at === 0 ? [text] : [separator, text]));
}
