import { outOfLine } from "./long.ts";
import { type Awkward, type Family, pooled, type Source } from "./values.ts";

export const uuid: Family = (_type, source) => ({
  awkward: [
    { values: ["00000000-0000-0000-0000-000000000000"], breaks: "checks of the version; nil taken for missing" },
    {
      values: ["ffffffff-ffff-4fff-bfff-ffffffffffff", "ffffffff-ffff-ffff-ffff-ffffffffffff"],
      breaks: "a way through numbers; comparisons by text; checks of the version",
    },
  ],
  pool: pooled(source, () => randomUuid(source)),
  nth: () => randomUuid(source),
});

function randomUuid({ random }: Source): string {
  const part = (): string => random.below(0x100000000).toString(16).padStart(8, "0");
  const [a, b, c, d] = [part(), part(), part(), part()];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
}

export const bytea: Family = (_type, source) => ({
  awkward: [
    { values: ["\\x00ff0041", "\\x00"], breaks: "a way through text, which ends at a zero byte or refuses it" },
    { values: ["\\x"], breaks: "empty taken for NULL" },
    { values: ["\\xdeadbeef27225c"], breaks: "escapes: no UTF-8, quotes and a backslash" },
    ...(source.indexed ? [] : [stored]),
  ],
  pool: pooled(source, () => `\\x${source.faker.string.hexadecimal({ length: 24, prefix: "", casing: "lower" })}`),
  nth: (at) => `\\x${at.toString(16).padStart(16, "0")}`,
});

const stored: Awkward = {
  values: [`\\x${Buffer.from(outOfLine).toString("hex")}`],
  breaks: "what reads only the row's page: beyond 8 kB, stored out of line",
};

export const inet: Family = (type, source) => {
  const block = (at: number): string => `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`;
  return {
    awkward:
      type.name === "cidr"
        ? [
            {
              values: ["192.168.0.0/16", "2001:db8::/32", "0.0.0.0/0"],
              breaks: "parsers of one family; no mask at all",
            },
          ]
        : addresses,
    pool: pooled(source, () => block(source.random.below(1 << 24))),
    nth: block,
  };
};

const addresses: readonly Awkward[] = [
  { values: ["192.168.0.1/24", "2001:db8::ff/64"], breaks: "a change to cidr: bits to the right of the mask" },
  { values: ["2001:db8::1", "::ffff:10.0.0.1"], breaks: "parsers of IPv4; two spellings of one address" },
  { values: ["0.0.0.0", "255.255.255.255"], breaks: "any and all taken for a host" },
];

export const macaddr: Family = (type, source) => {
  const made = (at: number): string =>
    (at + 0x0800000000)
      .toString(16)
      .padStart(type.name === "macaddr8" ? 16 : 12, "0")
      .replace(/(..)(?=.)/g, "$1:");
  return {
    awkward: [
      { values: ["00:00:00:00:00:00", "ff:ff:ff:ff:ff:fe"], breaks: "zero taken for missing; a way through numbers" },
    ],
    pool: pooled(source, () => made(source.random.below(1 << 30))),
    nth: made,
  };
};

export const bit: Family = (type, source) => {
  const length = type.length ?? (type.name === "bit" ? 1 : 24);
  const made = (at: number): string => at.toString(2).padStart(length, "0").slice(-length);
  return {
    awkward: [
      { values: ["0".repeat(length), "1".repeat(length)], breaks: "a way through numbers: leading zeros, the sign" },
      ...(type.name === "varbit" ? [{ values: ["", "0"], breaks: "a change to bit(n), which pads; empty" }] : []),
    ],
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
    awkward: [
      { values: [made(0.1, -0.30000000000000004)], breaks: "coordinates rounded" },
      { values: [made(0, 0)], breaks: "zero taken for missing" },
    ],
    pool: pooled(source, () => made(source.random.below(1000) / 8, source.random.below(1000) / 8)),
    nth: (at) => made(at, 0.5),
  };
};

export const logPosition: Family = (_type, source) => ({
  awkward: [{ values: ["0/0", "16/B374D848", "FFFFFFFF/FFFFFFFF"], breaks: "a way through bigint" }],
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

export const ltree: Family = (_type, source) => ({
  awkward: [
    { values: ["Top.Science.Astronomy", "Top", ""], breaks: "subpath() and split_part(): one label, and none" },
  ],
  pool: pooled(source, () => `Top.${source.faker.lorem.word()}.${source.faker.lorem.word()}`),
  nth: (at) => `Top.n${at}`,
});

export const vector: Family = (type, source) => {
  const rest = (type.length ?? 3) - 1;
  const made = (first: number, other: () => number): string =>
    `[${[first, ...Array.from({ length: rest }, other)].join(",")}]`;
  const drawn = (first: number): string => made(first, () => source.random.below(2000) / 1000 - 1);
  return {
    awkward: [
      { values: [made(0.1234567, () => -0.7654321)], breaks: "a change to halfvec, which rounds" },
      { values: [made(0, () => 0)], breaks: "cosine distance, which is NaN of zero" },
    ],
    pool: pooled(source, () => drawn(source.random.next())),
    nth: drawn,
  };
};

/** A type that nothing is known about: inputs that many types take. The server sorts out which it does. */
export const guess: Family = () => ({
  awkward: [],
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
