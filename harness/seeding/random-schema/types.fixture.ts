/** What kind of check and default fits a type. */
export type Family =
  | "whole"
  | "number"
  | "boolean"
  | "text"
  | "date"
  | "clock"
  | "span"
  | "json"
  | "bytes"
  | "uuid"
  | "net"
  | "range"
  | "array"
  | "enum"
  | "other";

export interface BaseType {
  readonly sql: string;
  readonly family: Family;
  /** A default, as SQL. */
  readonly given: string;
  /** How many values there are to be found for a key; without it more than enough. */
  readonly capacity?: number;
  /** Whether a B-tree takes it, as a key needs. */
  readonly keyed: boolean;
  /** Characters that fit. */
  readonly length?: number;
}

const of = (family: Family, given: string, names: string, keyed = true): readonly BaseType[] =>
  names.split("; ").map((sql) => ({ sql, family, given, keyed }));
const texts = (names: string): readonly BaseType[] =>
  names.split("; ").map((sql) => ({ sql, family: "text", given: "'n'", keyed: true, length: Number(/\d+/.exec(sql)) }));
const few = (family: Family, given: string, sql: string, capacity: number, more: Partial<BaseType> = {}): BaseType => ({
  sql,
  family,
  given,
  keyed: true,
  capacity,
  ...more,
});

export const bases: readonly BaseType[] = [
  ...of("whole", "7", "integer; bigint; smallint"),
  ...of("text", "'none'", "text; varchar; name"),
  ...texts("varchar(20); varchar(255); varchar(3); char(8); varchar(5000)"),
  few("text", "'n'", "varchar(1)", 36, { length: 1 }),
  few("text", "'n'", "char(1)", 36, { length: 1 }),
  few("other", "'n'", '"char"', 9),
  few("boolean", "false", "boolean", 2),
  ...of("number", "0", "numeric; numeric(10,2); numeric(38,10); numeric(4,0); real; double precision"),
  ...of("other", "0", "numeric(3,5); numeric(5,-2); money; oid"),
  few("number", "0", "numeric(1,0)", 19),
  ...of(
    "date",
    "'2024-02-29'",
    "date; timestamp; timestamp(0); timestamp(3); timestamptz; timestamptz(6); timestamptz(1)",
  ),
  ...of("clock", "'12:00'", "time; time(0); time(3); timetz; timetz(2)"),
  ...of("span", "'1 day'", "interval; interval(3); interval day to second(3)"),
  // Their series counts days, which they cut off: no key over them fills.
  ...of("other", "'1 year'", "interval year; interval year to month", false),
  ...of("uuid", "'6f9619ff-8b86-4d01-b42d-00cf4fc964ff'", "uuid"),
  ...of("json", "'{}'", "jsonb"),
  ...of("other", "'[]'", "json", false),
  ...of("bytes", "'\\x00'", "bytea"),
  ...of("net", "'10.0.0.0'", "inet; cidr"),
  ...of("other", "'08:00:2b:01:02:03'", "macaddr; macaddr8"),
  few("other", "'1'", "bit", 2),
  few("other", "'101'", "bit(3)", 8),
  ...of("other", "'101'", "bit varying; bit varying(9)"),
  ...of("other", "'0/0'", "pg_lsn"),
  ...of("other", "'a'", "tsvector; tsquery"),
  ...of("other", "'$.a'", "jsonpath", false),
  ...of("other", "'(1,1)'", "point", false),
  ...of("other", "'{1,2,3}'", "line", false),
  ...of("other", "'(1,1),(0,0)'", "lseg; box; path; polygon", false),
  ...of("other", "'<(1,1),2>'", "circle", false),
  ...of("range", "'empty'", "int4range; int8range; numrange; tsrange; tstzrange; daterange"),
  ...of("other", "'{}'", "int4multirange; nummultirange; tstzmultirange; datemultirange"),
];

/** Types of extensions, by the extension that brings them. */
export const extensionTypes: Readonly<Record<string, readonly BaseType[]>> = {
  citext: of("text", "'none'", "citext"),
  hstore: of("other", "''", "hstore"),
  ltree: of("other", "'Top'", "ltree"),
  vector: of("other", "'[1,2,3]'", "vector(3)"),
};

/** A check over one cell that rows can meet. */
export interface CheckPlan {
  readonly sql: (cell: string) => string;
  /** How many values it leaves for a key; without it more than enough. */
  readonly capacity?: number;
  /** Characters that the column must have room for. */
  readonly room?: number;
  /** It refuses NULL. */
  readonly filled?: true;
}

const check = (text: string, more: Omit<CheckPlan, "sql"> = {}): CheckPlan => ({
  sql: (cell) => text.replaceAll("@", () => cell),
  ...more,
});

export const checks: Readonly<Record<Family, readonly CheckPlan[]>> = {
  whole: [
    check("@ > 0"),
    check("@ between 1 and 100"),
    check("@ in (1, 2, 30)", { capacity: 3 }),
    check("@ >= 10 and @ < 1000 or @ = 5"),
    check("@ % 2 = 0"),
    check("@ = 5", { capacity: 1 }),
    check("not (@ < 0 or @ > 20000)"),
    check("@ is not null", { filled: true }),
  ],
  number: [
    check("@ >= 0"),
    check("@ between 0 and 9", { capacity: 10 }),
    check("@ <> 0"),
    check("abs(@) < 1000000"),
    check("@ in (1, 2)", { capacity: 2 }),
  ],
  boolean: [
    check("@ is true", { capacity: 1, filled: true }),
    check("@ is not null", { filled: true }),
    check("@ or not @"),
  ],
  text: [
    check("length(@) between 3 and 10", { room: 3 }),
    check("@ <> ''"),
    check("@ like 'A%'", { room: 3 }),
    check("@ ~ '^[a-z][a-z0-9]{2,7}$'", { room: 8 }),
    check("@ ~* '^https?://[^ /]+'", { room: 20 }),
    check("@ in ('new', 'it''s', 'b\\c')", { capacity: 3, room: 4 }),
    check("@ = lower(@)"),
    check("char_length(@) <= 50"),
    check("@ !~ '\\s'"),
    check("position('x' in @) = 0"),
    check("@ = trim(@) and length(@) > 0"),
    check("@ not in ('admin', 'root')"),
    check("@ like '%_.%' or @ is null", { room: 8 }),
    check("octet_length(@::text) = 3", { room: 3 }),
    check("@ similar to '(ab|cd)+'", { room: 8, capacity: 20 }),
  ],
  date: [
    check("@ > '2000-01-01'"),
    check("@ between '2020-01-01' and '2030-12-31'"),
    check("extract(isodow from @) < 6"),
    check("isfinite(@)"),
    check("@ < '2020-01-01' or @ >= '2021-01-01'"),
  ],
  clock: [
    check("@ >= '08:00' and @ < '18:00'", { capacity: 15 }),
    check("extract(minute from @) < 30", { capacity: 15 }),
  ],
  span: [check("@ > '0 s'"), check("@ between '1 hour' and '400 days'")],
  json: [
    check("jsonb_typeof(@) = 'object'"),
    check("jsonb_typeof(@) = 'array'"),
    check("pg_column_size(@) < 100000"),
    check("@ <> '{}'"),
  ],
  bytes: [check("octet_length(@) > 0"), check("octet_length(@) between 1 and 1024")],
  uuid: [check("@ <> '00000000-0000-0000-0000-000000000000'")],
  net: [check("family(@) = 4"), check("masklen(@) <= 32")],
  range: [
    check("not isempty(@)"),
    check("lower(@) is not null and upper(@) is not null", { filled: true }),
    check("not upper_inf(@)"),
  ],
  array: [check("cardinality(@) > 0"), check("coalesce(array_length(@, 1), 0) <= 3"), check("array_ndims(@) = 1")],
  enum: [check("@ is not null", { filled: true }), check("@::text <> 'no such label'")],
  other: [check("@ is not null", { filled: true }), check("@::text <> 'no such text'")],
};

/** Defaults that give another value each time. */
export const volatile: Partial<Readonly<Record<Family, string>>> = {
  date: "now()",
  uuid: "gen_random_uuid()",
  number: "random()",
  clock: "localtime",
  text: "substr(gen_random_uuid()::text, 1, 1)",
};
