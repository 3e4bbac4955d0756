import { type Family, pooled, type Source } from "./values.ts";

export const uuid: Family = (_type, source) => ({
  witnesses: ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-4fff-bfff-ffffffffffff"],
  pool: pooled(source, () => randomUuid(source)),
  nth: () => randomUuid(source),
});

function randomUuid({ random }: Source): string {
  const part = (): string => random.below(0x100000000).toString(16).padStart(8, "0");
  const [a, b, c, d] = [part(), part(), part(), part()];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
}

export const bytea: Family = (_type, source) => ({
  witnesses: ["\\x00ff0041", "\\x", "\\x00", "\\xdeadbeef27225c"],
  pool: pooled(source, () => `\\x${source.faker.string.hexadecimal({ length: 24, prefix: "", casing: "lower" })}`),
  nth: (at) => `\\x${at.toString(16).padStart(16, "0")}`,
});

/** json, jsonb: objects, but lists where the default is a list. Scalars are left out: they break what real code does with such a column. */
export const json: Family = (type, source) => {
  const listed = /'\s*\[/.test(source.default ?? "");
  const nested = '{"a": {"b": [1, 2.0, {"c": null}]}, "price": 1.0, "n": 12345678901234567890, "ü": "\\"q\\" \\\\ 😀"}';
  const plain =
    type.name === "json"
      ? [nested, '{"a":1,"a":2}', '{ "b" :\n [ 1 , 2.50 ],  "a" : "é" }']
      : [nested, '{"a": 2.50, "": ""}'];
  const wrap = (value: string): string => (listed ? `[${value}, ${value}]` : value);
  return {
    witnesses: [...plain.map(wrap), listed ? "[]" : "{}"],
    pool: pooled(source, () =>
      wrap(
        JSON.stringify({
          name: source.faker.person.firstName(),
          size: source.random.below(500),
          tags: [source.faker.lorem.word(), null],
        }),
      ),
    ),
    nth: (at) => wrap(`{"n": ${at}}`),
  };
};

export const inet: Family = (type, source) => {
  const block = (at: number): string => `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`;
  return {
    witnesses:
      type.name === "cidr"
        ? ["192.168.0.0/16", "2001:db8::/32", "0.0.0.0/0"]
        : ["192.168.0.1/24", "2001:db8::1", "0.0.0.0"],
    pool: pooled(source, () => block(source.random.below(1 << 24))),
    nth: block,
  };
};

export const macaddr: Family = (type, source) => {
  const made = (at: number): string =>
    (at + 0x0800000000)
      .toString(16)
      .padStart(type.name === "macaddr8" ? 16 : 12, "0")
      .replace(/(..)(?=.)/g, "$1:");
  return {
    witnesses: ["00:00:00:00:00:00", "ff:ff:ff:ff:ff:fe"],
    pool: pooled(source, () => made(source.random.below(1 << 30))),
    nth: made,
  };
};

export const bit: Family = (type, source) => {
  const length = type.length ?? (type.name === "bit" ? 1 : 24);
  const made = (at: number): string => at.toString(2).padStart(length, "0").slice(-length);
  return {
    witnesses: [...new Set(["0".repeat(length), "1".repeat(length), ...(type.name === "varbit" ? ["", "0"] : [])])],
    pool: pooled(source, () => made(source.random.below(2 ** Math.min(length, 30)))),
    nth: (at) => (at < 2 ** Math.min(length, 52) ? made(at) : null),
  };
};

const shapes: Readonly<Record<string, (x: number, y: number) => string>> = {
  point: (x, y) => `(${x},${y})`,
  line: (x, y) => `{1,${x},${y}}`,
  lseg: (x, y) => `[(${x},${y}),(${y},${x + 1})]`,
  box: (x, y) => `(${x + 1},${y + 1}),(${x},${y})`,
  path: (x, y) => `[(${x},${y}),(${y},${x}),(0,0)]`,
  polygon: (x, y) => `((${x},${y}),(${x + 1},${y}),(${x},${y + 1}))`,
  circle: (x, y) => `<(${x},${y}),${Math.abs(x) + 1}>`,
};

export const shape: Family = (type, source) => {
  const made = shapes[type.name] as (x: number, y: number) => string;
  return {
    witnesses: [made(0.1, -0.30000000000000004), made(0, 0)],
    pool: pooled(source, () => made(source.random.below(1000) / 8, source.random.below(1000) / 8)),
    nth: (at) => made(at, 0.5),
  };
};

export const lexemes: Family = (type, source) => ({
  witnesses: type.name === "tsquery" ? ["'fat' & 'rat'", "!'cat' | 'dog':*A"] : ["'a':1A 'fat':2,11C 'rät':3", ""],
  pool: pooled(source, () => `'${source.faker.lorem.word()}'`),
  nth: (at) => `'w${at}'`,
});

export const logPosition: Family = (_type, source) => ({
  witnesses: ["0/0", "16/B374D848"],
  pool: pooled(
    source,
    () =>
      `1/${source.random
        .below(1 << 30)
        .toString(16)
        .toUpperCase()}`,
  ),
  nth: (at) => `2/${at.toString(16).toUpperCase()}`,
});

export const jsonpath: Family = () => ({
  witnesses: ['$."a"[*]', "strict $.b"],
  pool: ["$.c", "$"],
  nth: (at) => `$."k${at}"`,
});

export const hstore: Family = (_type, source) => ({
  witnesses: ['"a"=>"1", "b"=>NULL, "ü"=>"\\"q\\""', ""],
  pool: pooled(source, () => `"colour"=>"${source.faker.color.human()}", "n"=>"${source.random.below(500)}"`),
  nth: (at) => `"n"=>"${at}"`,
});

export const ltree: Family = (_type, source) => ({
  witnesses: ["Top.Science.Astronomy", "Top"],
  pool: pooled(source, () => `Top.${source.faker.lorem.word()}.${source.faker.lorem.word()}`),
  nth: (at) => `Top.n${at}`,
});

export const vector: Family = (type, source) => {
  const made = (first: number): string =>
    `[${[first, ...Array.from({ length: (type.length ?? 3) - 1 }, () => source.random.below(2000) / 1000 - 1)].join(",")}]`;
  return { witnesses: [made(0.1234567), made(0)], pool: pooled(source, () => made(source.random.next())), nth: made };
};

/** A type that nothing is known about: inputs that many types take. The server sorts out which it does. */
export const guess: Family = () => ({
  witnesses: [],
  pool: [
    "1",
    "2",
    "a",
    "b",
    "t",
    "f",
    "{}",
    "[]",
    "(1,2)",
    "2024-02-29",
    "1 day",
    "POINT(1 2)",
    "POINT(3 4)",
    "[1,2,3]",
    "a.b",
    "a=>1",
    "0-306-40615-2",
    "0/0",
    "00:00:00:00:00:00",
    "{1,2}",
    "0.0.0.0",
    "pg_class",
    "int4",
    "",
  ],
  nth: null,
});
