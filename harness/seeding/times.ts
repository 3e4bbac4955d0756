import type { Column } from "../model/catalog.ts";

const sooner = [/^created/, /^start/, /_from$/, /^(ordered|placed|opened)/];
const later = [
  /^(updated|modified|deleted|archived|completed|closed)/,
  /^(end|finish)/,
  /_(to|until)$/,
  /^(shipped|paid|closed)/,
];

/** Pairs of positions of which the first should hold the earlier time, by the columns' names. */
export function earlierPairs(
  columns: readonly { readonly column: Column; readonly position: number }[],
): readonly (readonly [number, number])[] {
  const times = columns.filter(({ column }) => /^(date|timestamp)/.test(column.type));
  return sooner.flatMap((pattern, at) =>
    times
      .filter(({ column }) => pattern.test(column.name.toLowerCase()))
      .flatMap((first) =>
        times
          .filter(({ column }) => later[at]?.test(column.name.toLowerCase()) && column.type === first.column.type)
          .map((second) => [first.position, second.position] as const),
      ),
  );
}
