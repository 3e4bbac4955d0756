import type { Column } from "../model/catalog.ts";
import { literal } from "../sql/quote.ts";
import { byBytes } from "./relations.ts";
import { undressed, type ValueType } from "./types.ts";

/** A question to the rows whose answer tells whether a certain loss would show. */
export interface Telling {
  /** An SQL boolean over one row's column, whose quoted name is given. */
  readonly test: (name: string) => string;
  /** In words for people, what it means when no row passes. */
  readonly missing: string;
  /** The one telling that a single row can pass. */
  readonly beyondDefault?: true;
}

// The longest value is asked for up to this many characters.
const longest = 4000;

/** @param known labels that must appear, and whether nothing but the type limits the column */
export function tellings(
  column: Column,
  type: ValueType,
  known: { readonly labels: readonly string[]; readonly free: boolean },
): readonly Telling[] {
  const labels = [...new Set(known.labels)].map((label): Telling => {
    // As values of the type where that may print differently ('1.0'), as text where it does not.
    const base = undressed(type);
    const cast = base.kind === "enum" ? "text" : base.sql;
    return {
      test: (name) => `${byBytes(name)} = ${literal(label)}::${cast}::text`,
      missing: `label ${literal(label)} never used`,
    };
  });
  if (column.generated !== null) return [];
  const found = [...labels, ...beyondDefault(column, type)];
  if (!known.free) return found;
  const open: readonly Telling[] = column.notNull ? [] : [{ test: (name) => `${name} is null`, missing: "no NULL" }];
  return [...found, ...open, ...byType(undressed(type))];
}

// A default that gives another value each time says nothing about what is in the rows.
const volatile = /nextval|now\(|clock_|current_|localtime|random|uuid|statement_|transaction_|timeofday|\(/i;

function beyondDefault(column: Column, type: ValueType): readonly Telling[] {
  if (column.default === null || volatile.test(column.default)) return [];
  return [
    {
      // A default of NULL with a modifier is stored as a cast; a default that the domain refuses is still one.
      test: (name) =>
        `${name} is not null and ${name}::text is distinct from (${column.default})::${undressed(type).sql}::text`,
      missing: "no value but the default",
      beyondDefault: true,
    },
  ];
}

function byType(type: ValueType): readonly Telling[] {
  const { name, length, precision, scale } = type;
  switch (name) {
    case "text":
    case "varchar":
    case "citext":
      return texts(name === "varchar" ? length : null);
    case "bpchar":
      return (length ?? 1) > 1
        ? [{ test: (cell) => `char_length(${cell}::text) < ${length}`, missing: "no value shorter than the column" }]
        : [];
    case "numeric":
      if (precision === null) return [{ test: (cell) => `scale(${cell}) > 0`, missing: "no value with a fraction" }];
      return scale > 0
        ? [{ test: (cell) => `scale(trim_scale(${cell})) = ${scale}`, missing: "no value at full scale" }]
        : [];
    case "float4":
    case "float8": {
      const digits = name === "float4" ? 8 : 16;
      return [
        {
          test: (cell) => `length(regexp_replace(${byBytes(cell)}, '[^0-9]', '', 'g')) >= ${digits}`,
          missing: "no value at full precision",
        },
      ];
    }
    case "timestamp":
    case "timestamptz":
    case "time":
      if (precision === 0) return [];
      return [
        {
          test: (cell) => `(extract(microseconds from ${cell})::bigint / ${10 ** (6 - (precision ?? 6))}) % 10 <> 0`,
          missing:
            precision === null || precision === 6
              ? "no value with microseconds"
              : `no value with ${precision} digits of a second`,
        },
      ];
    default:
      return structured(name);
  }
}

function texts(length: number | null): readonly Telling[] {
  const all: readonly (Telling & { readonly from: number })[] = [
    {
      from: 2,
      test: (cell) => `${byBytes(cell)} ~ '[a-z]' and ${byBytes(cell)} ~ '[A-Z]'`,
      missing: "no value in mixed case",
    },
    {
      from: 1,
      test: (cell) => `octet_length(${cell}::text) > char_length(${cell}::text)`,
      missing: "no value beyond ASCII",
    },
    { from: 2, test: (cell) => `${byBytes(cell)} ~ '^0[0-9]'`, missing: "no value with a leading zero" },
    { from: 0, test: (cell) => `${byBytes(cell)} = ''`, missing: "no empty string" },
  ];
  const fitting = all.filter(({ from }) => length === null || length >= from);
  if (length === null || length > longest) return fitting;
  return [
    ...fitting,
    { test: (cell) => `char_length(${cell}::text) = ${length}`, missing: `no value of ${length} characters` },
  ];
}

function structured(name: string): readonly Telling[] {
  switch (name) {
    case "json": {
      const object = (cell: string): string =>
        `case json_typeof(${cell}) when 'object' then ${cell} when 'array' then ${cell} -> 0 end`;
      return [
        {
          test: (cell) => `case when json_typeof(${object(cell)}) = 'object' then
            (select count(*) > count(distinct key) from json_object_keys(${object(cell)}) as keys(key)) end`,
          missing: "no object with duplicate keys",
        },
      ];
    }
    case "jsonb":
      return [
        { test: (cell) => `jsonb_path_exists(${cell}, '$.*.*')`, missing: "no nested value" },
        { test: (cell) => `${byBytes(cell)} ~ '[0-9]\\.[0-9]*0'`, missing: "no number such as 1.0" },
      ];
    case "bytea":
      return [{ test: (cell) => `position('\\x00'::bytea in ${cell}) > 0`, missing: "no zero byte" }];
    default:
      return [];
  }
}
