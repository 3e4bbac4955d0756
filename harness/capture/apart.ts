import type { Client } from "pg";
import type { Column } from "../model/catalog.ts";
import type { TablePair } from "../model/evidence.ts";
import { type Expected, expectedOf, foundText } from "./declared/values.ts";
import { columnOf, type KeyColumn, keyHash, keyText, reference, type Source } from "./source.ts";
import { exactText } from "./value.ts";

/** How rows are found; SQL over the row `t` of `withValues`. */
export interface Told {
  readonly key: string;
  /** Columns that name a row for people: before the candidate, none after it. */
  readonly shown: readonly Column[];
  /** What the key is made of, at the first places of `withValues`. */
  readonly expressions: readonly string[];
}

/** How the rows of one side are told apart. */
export interface Apart extends Told {
  /** SQL for the hash of the key. */
  readonly hash: string;
}

type Asked = Source & { readonly client: Client };

/** How rows are told apart on both sides: by their key, or by what a declaration makes of the old row. */
export async function tellApart(
  pair: TablePair,
  before: Asked,
  after: Source,
): Promise<{ readonly before: Apart; readonly after: Apart }> {
  const shown = (pair.identity?.before ?? []).map((attnum) => columnOf(before.relation, attnum));
  const now = (pair.identity?.after ?? []).map((attnum) => columnOf(after.relation, attnum));
  if (pair.rekeyed !== undefined) {
    const values = await declaredKey(before, after, pair.rekeyed, now);
    const [old, current] = [joined(values.map(({ text }) => text)), foundKey(after, now)];
    return {
      before: { key: old, hash: hashOf(old), shown, expressions: pair.rekeyed },
      after: { key: current, hash: hashOf(current), shown: [], expressions: [] },
    };
  }
  const [keys, partners] = [partnered(shown, after, now), partnered(now, before, shown)];
  return {
    before: { key: keyText(before, keys), hash: keyHash(before, keys), shown, expressions: [] },
    after: { key: keyText(after, partners), hash: keyHash(after, partners), shown: [], expressions: [] },
  };
}

/** What expressions over the old row give for the key columns of another table, at the first places of `withValues`. */
export async function declaredKey(
  before: Asked,
  after: Pick<Source, "printing">,
  expressions: readonly string[],
  columns: readonly Column[],
): Promise<readonly Expected[]> {
  const values: Expected[] = [];
  for (const [place, column] of columns.entries()) {
    values.push(await expectedOf(before, expressions[place] ?? "null", place, column, after.printing));
  }
  return values;
}

/** SQL for the text that identifies a row of now, spelt as that of `declaredKey` is. */
export function foundKey(after: Source, columns: readonly Column[]): string {
  return joined(columns.map((column) => foundText(reference(column), column, after.printing)));
}

/** SQL for the values that name a row for people. */
export function names(shown: readonly Column[], { printing }: Source): readonly string[] {
  return shown.map((column) => exactText(reference(column), column, printing));
}

export function joined(texts: readonly string[]): string {
  return texts.length === 1 ? `${texts[0]}` : `row(${texts.join(", ")})::text`;
}

function hashOf(key: string): string {
  return `hashtextextended((${key}) collate "C", 0)`;
}

function partnered(columns: readonly Column[], other: Source, partners: readonly Column[]): readonly KeyColumn[] {
  return columns.map((column, place) => {
    const partner = partners[place] ?? column;
    return { column, partner, partnerType: other.printing.types.get(partner.typeOid)?.name ?? "" };
  });
}
