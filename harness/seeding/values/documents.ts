import { outOfLine } from "./long.ts";
import { type Awkward, type Family, pooled } from "./values.ts";

/** json, jsonb: objects, but lists where the default is a list. Scalars are left out: they break what real code does with such a column. */
export const json: Family = (type, source) => {
  const listed = /'\s*\[/.test(source.default ?? "");
  const wrap = (value: string): string => (listed ? `[${value}, ${value}]` : value);
  const kinds = type.name === "json" ? [nested, ...verbatim, ...both] : [nested, ...both];
  const all = source.indexed ? kinds : [...kinds, long];
  return {
    awkward: [
      ...all.map((kind) => ({ ...kind, values: kind.values.map(wrap) })),
      { values: [listed ? "[]" : "{}"], breaks: "the first key or element of none" },
    ],
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

const nested: Awkward = {
  values: ['{"a": {"b": [1, 2.0, {"c": null}]}, "price": 1.0, "n": 12345678901234567890, "ü": "\\"q\\" \\\\ 😀"}'],
  breaks: "a way through JSON.parse(): 1.0, whole numbers beyond 2^53; null within; escapes",
};

const verbatim: readonly Awkward[] = [
  { values: ['{"a":1,"a":2}'], breaks: "a change to jsonb, which keeps the last of two equal keys" },
  {
    values: ['{ "b" :\n [ 1 , 2.50 ],  "a" : "\\u00e9" }'],
    breaks: "a change to jsonb: spaces, order of keys, escapes",
  },
];

const both: readonly Awkward[] = [
  { values: ['{"a": 2.50, "b": 2.5, "": ""}'], breaks: "scales of numbers; the empty key" },
  { values: ['{"a": null, "b": {}, "c": []}'], breaks: "->> of null, jsonb_strip_nulls(), empty parts" },
  { values: ['{"n": 1e400}'], breaks: "casts to double precision; JSON.parse(), which reads infinity", beyond: true },
];

const long: Awkward = {
  values: [`{"long": "${outOfLine}"}`],
  breaks: "what reads only the row's page: beyond 8 kB, stored out of line",
};

export const jsonpath: Family = () => ({
  awkward: [{ values: ['$."a"[*]', "strict $.b"], breaks: "paths put together from texts; lax taken for strict" }],
  pool: ["$.c", "$"],
  nth: (at) => `$."k${at}"`,
});

export const hstore: Family = (_type, source) => ({
  awkward: [
    { values: ['"a"=>"1", "b"=>NULL, "ü"=>"\\"q\\""'], breaks: "a change to jsonb: NULL, and quotes in it" },
    { values: ['"a"=>"NULL", "b"=>"", ""=>"x"'], breaks: "the word NULL taken for it; empty keys and values" },
    { values: [""], breaks: "no key at all" },
  ],
  pool: pooled(source, () => `"colour"=>"${source.faker.color.human()}", "n"=>"${source.random.below(500)}"`),
  nth: (at) => `"n"=>"${at}"`,
});

export const lexemes: Family = (type, source) => ({
  awkward:
    type.name === "tsquery"
      ? [{ values: ["'fat' & 'rat'", "!'cat' | 'dog':*A"], breaks: "a change to text and back: operators, weights" }]
      : [{ values: ["'a':1A 'fat':2,11C 'rät':3", ""], breaks: "strip(): positions and weights; empty" }],
  pool: pooled(source, () => `'${source.faker.lorem.word()}'`),
  nth: (at) => `'w${at}'`,
});
