import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../runs.fixture.ts";
import { namePattern } from "./object-name.ts";
import { readIntentFile } from "./read.ts";

const schema: unknown = JSON.parse(readFileSync(new URL("../../declaration.schema.json", import.meta.url), "utf8"));
const validate = new Ajv({ allErrors: false, formats: { date: isDay } }).compile(schema as object);

function isDay(text: string): boolean {
  return new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}

async function reads(document: unknown): Promise<string | null> {
  return readIntentFile(JSON.stringify(document), "f.json", { id: "0001_b" }).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

/** What only reading can tell: names and moves that are compared with each other, SQL, and what the file is called. */
const beyond =
  /is the same object as|finds rows of another table|SQL expression by itself|not an SQL expression|holds a NUL|as the file is named/;

async function agree(document: unknown): Promise<void> {
  const refusal = await reads(document);
  if (refusal !== null && beyond.test(refusal)) return;
  expect({ document, valid: validate(document), refusal }).toMatchObject({ valid: refusal === null });
}

const head = { migration: "0001_b", sha256: "ab" };
const entry = { object: "public.t.c", reason: "unused", owner: "@team", expires: "2027-01-31" };
const on = (name: string, expected: unknown) => ({ ...head, expect: { [name]: expected } });

test.for<readonly [what: string, document: unknown, valid: boolean]>([
  ["a changed column", on("public.t.c", { becomes: "lower(c)" }), true],
  ["a moved column", on("public.t.c", { movedTo: "public.u.d", key: { t_id: "id" }, becomes: "lower(c)" }), true],
  ["deleted and rekeyed rows", on("public.t", { deleted: "a", rekeyed: { id: "b" } }), true],
  ["a quoted name", on('public."a.b"."c""d"', { becomes: "1" }), true],
  ["an approval with reason and owner above", { ...head, reason: "r", owner: "o", approve: [entry] }, true],
  ["an editor's $schema", { $schema: "", ...head, approve: [entry] }, true],
  ["an empty expect beside an approval", { ...head, expect: {}, approve: [entry] }, true],
  ["nothing", head, false],
  ["empty lists", { ...head, expect: {}, approve: [] }, false],
  ["a list", [], false],
  ["null", null, false],
  ["no checksum", { migration: "0001_b", approve: [entry] }, false],
  ["a blank reason", { ...head, reason: "\t", approve: [entry] }, false],
  ["a blank owner", { ...head, owner: "", approve: [entry] }, false],
  ["an unknown key", { ...head, approve: [entry], expected: {} }, false],
  ["a value for a table", on("public.t", { becomes: "x" }), false],
  ["rows for a column", on("public.t.c", { deleted: "x" }), false],
  ["a name without a schema", on("t", { deleted: "x" }), false],
  ["a name of four parts", on("a.b.c.d", { becomes: "x" }), false],
  ["a name with an empty part", on("a..c", { becomes: "x" }), false],
  ["a name that ends in a dot", on("a.b.", { deleted: "x" }), false],
  ["an empty expectation", on("public.t.c", {}), false],
  ["a key without a move", on("public.t.c", { key: { a: "b" } }), false],
  ["an empty key", on("public.t", { rekeyed: {} }), false],
  ["a key without a name", on("public.t", { rekeyed: { " ": "a" } }), false],
  ["a move to a table", on("public.t.c", { movedTo: "public.u" }), false],
  ["a number for SQL", on("public.t.c", { becomes: 1 }), false],
  ["an approval of no object", { ...head, approve: [{ ...entry, object: undefined }] }, false],
  ["an approval with a blank code", { ...head, approve: [{ ...entry, code: "" }] }, false],
  ["a day that does not exist", { ...head, approve: [{ ...entry, expires: "2027-02-30" }] }, false],
  ["a month that does not exist", { ...head, approve: [{ ...entry, expires: "2027-13-01" }] }, false],
  ["a date in other words", { ...head, approve: [{ ...entry, expires: "31.01.2027" }] }, false],
])("schema and reader agree on %s", async ([, document, valid]) => {
  expect(validate(document)).toBe(valid);
  expect((await reads(document)) === null).toBe(valid);
});

const word = fc.constantFrom(
  "lower(c)",
  "1",
  "",
  " ",
  "\u00a0",
  "a b c",
  "public.t.c",
  "public.u.d",
  "0001_b",
  "2027-01-31",
);
const value = fc.oneof(word, fc.constantFrom(null, 1, true), fc.dictionary(fc.constantFrom("id", "", "a.b"), word));
const keyed = (keys: readonly string[]) => fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 4 });
const expected = fc.dictionary(
  fc.constantFrom("public.t", "public.t.c", 'public."t"', "t", '"a"."b.c".d', 'a."b', "..", ""),
  fc.oneof(
    keyed(["becomes", "movedTo", "key"]),
    keyed(["deleted", "rekeyed"]),
    keyed(["becomes", "deleted", "x"]),
    value,
  ),
  { maxKeys: 2 },
);
const approval = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ object: word, reason: word, owner: word, expires: word, code: word }, { requiredKeys: [] }),
  },
  value,
);
const document = fc.record(
  {
    migration: fc.oneof({ weight: 9, arbitrary: fc.constant("0001_b") }, value),
    sha256: fc.oneof({ weight: 9, arbitrary: fc.constant("ab") }, value),
    expect: fc.oneof({ weight: 5, arbitrary: expected }, value),
    approve: fc.oneof({ weight: 5, arbitrary: fc.array(approval, { maxLength: 2 }) }, value),
    reason: value,
    owner: value,
    $schema: value,
    toString: value,
  },
  { requiredKeys: ["migration", "sha256"] },
);

test("schema and reader agree on whatever is written, wherever a schema can tell", async () => {
  await fc.assert(fc.asyncProperty(fc.oneof(document, value), agree), { numRuns: runs(2000) });
});

test("what the page for users shows is read, by both", async () => {
  const page = readFileSync(new URL("../../docs/declarations.md", import.meta.url), "utf8");
  const blocks = [...page.matchAll(/^```json\n(.*?)^```$/gms)].map(([, json = ""]): unknown => JSON.parse(json));
  expect(blocks.length).toBeGreaterThan(4);
  for (const block of blocks) {
    const whole = typeof block === "object" && block !== null && "migration" in block;
    const document = whole ? { ...block, migration: "0001_b" } : { ...head, expect: block };
    expect({ document, valid: validate(document), refusal: await reads(document) }).toMatchObject({
      valid: true,
      refusal: null,
    });
  }
});

test("the schema knows names as the reader does", () => {
  const text = JSON.stringify(schema);
  for (const parts of [2, 3]) expect(text).toContain(JSON.stringify(namePattern(parts)));
});
