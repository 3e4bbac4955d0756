import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { HarnessError } from "../model/error.ts";
import type { SchemaFile } from "../model/schema.ts";
import { withFiles } from "../tools/drizzle/sample.fixture.ts";
import { readSchemaFile, schemaText } from "./schema-file.ts";

const label = "holdfast/schema.json";

const content: Omit<SchemaFile, "label"> = {
  schema: {
    postgres: 17,
    objects: [
      {
        kind: "table",
        on: null,
        name: "public.a",
        facts: { persistence: "permanent", inherits: [], rowSecurity: false },
      },
      { kind: "column", on: "public.a", name: '"ö ""x"""', facts: { type: "integer", notNull: true, default: null } },
    ],
  },
  ledger: { location: { schema: "drizzle", table: "m" }, rows: [{ name: null, when: 5, sha256: "ab" }] },
  ledgers: [{ schema: "public", table: "x", tool: "custom" }],
  statistics: { "public.a": { rows: 3, columns: {} } },
};
const good = schemaText(content);

async function read(bytes: string | Buffer): Promise<SchemaFile> {
  return withFiles({ "schema.json": bytes }, (folder) => readSchemaFile(join(folder, "schema.json"), label));
}

test("is read back as it was written, also with other line ends and the mark that some editors put before it", async () => {
  for (const text of [good, good.replaceAll("\n", "\r\n"), `\ufeff${good}`]) {
    expect(await read(text)).toEqual({ label, ...content });
  }
});

test("has SQL in it as a dump and a restore leave it, whenever it was written", async () => {
  const check = (definition: string) => {
    const one = { kind: "constraint", on: "public.a", name: "c", facts: { definition } } as const;
    return schemaText({ ...content, schema: { postgres: 17, objects: [one] } });
  };
  const list = (array: string) => `CHECK (((a)::text = ANY (${array})))`;
  const restored = list("ARRAY[('x'::character varying)::text]");
  const { schema } = await read(check(list("(ARRAY['x'::character varying])::text[]")));
  expect(schema.objects).toMatchObject([{ facts: { definition: restored } }]);
  expect((await read(check(restored))).schema).toEqual(schema);
});

/** Each with its place and what is said of it. */
const damage: Readonly<Record<string, readonly [bytes: string | Buffer, said: RegExp]>> = {
  "is empty": ["", /:1:1 is not JSON/],
  "is blank": ["  \n ", /:2:2 is not JSON/],
  "is cut off": [good.slice(0, 300), /:9:\d+ is not JSON/],
  "goes on behind its end": [`${good}x`, /:16:1 is not JSON/],
  "is null": ["null", /is to be an object, and is null/],
  "is a list": ["[]", /is to be an object, and is an empty list/],
  "is a text": ['"a"', /is to be an object/],
  "is UTF-16": [Buffer.from(`\ufeff${good}`, "utf16le"), /is not UTF-8/],
  "is UTF-16 without a mark": [Buffer.from(good.replace("ö", "o"), "utf16le"), /:1:2 is not JSON/],
  "is Latin-1": [Buffer.from(good, "latin1"), /is not UTF-8/],
  "holds a NUL": [good.replace("integer", "inte\0ger"), /:10:\d+ is not JSON/],
  "holds a conflict": [good.replace("    {", "<<<<<<< HEAD\n    {"), /:6:1 is not JSON/],
  "has a comma too many": [good.replace("17,", "17,,"), /:3:18 is not JSON/],
  "has a key twice": [good.replace("17,", '17, "postgres": 16,'), /:3:19 has postgres twice/],
  "has a fact twice": [good.replace("true", 'true,"notNull":false'), /:10:\d+ has objects\.1\.facts\.notNull twice/],
  "has an object twice": [
    good.replace('    {"kind":"column"', '    {"kind":"table","on":null,"name":"public.a","facts":{}},\n$&'),
    /:10:5: objects\[1\] is to be an object that the list does not have yet/,
  ],
  "is of another version": [
    good.replace('"schemaVersion": 1', '"schemaVersion": 2'),
    /:2:20: schemaVersion is to be 1/,
  ],
  "has no version": [good.replace('"schemaVersion": 1,', ""), /schemaVersion is to be 1, and is undefined/],
  "has a server of words": [good.replace("17", '"17"'), /:3:15: postgres is to be a major version/],
  "has a server of parts": [good.replace("17", "17.5"), /:3:15: postgres is to be a major version/],
  "has a server without end": [good.replace("17", "1e999"), /:3:15: postgres is to be a major version/],
  "has no objects": [good.replace(/"objects": \[.*?\n {2}\]/s, '"objects": null'), /:8:14: objects is to be a list/],
  "has an unknown kind": [good.replace('"column"', '"colum"'), /:10:5: objects\[1\]\.kind is to be one of schema/],
  "has no kind": [good.replace('"kind":"column",', ""), /:10:5: objects\[1\]\.kind/],
  "has a number for a name": [
    good.replace('"name":"public.a"', '"name":5'),
    /:9:5: objects\[0\]\.name is to be a text/,
  ],
  "has a number for a fact": [good.replace("true", "5"), /:10:5: objects\[1\]\.facts\.notNull is to be null, true/],
  "has a list of numbers": [good.replace("true", "[1]"), /:10:5: objects\[1\]\.facts\.notNull\[0\] is to be a text/],
  "has no facts": [good.replace(/,"facts":\{"type.*?\}/, ""), /:10:5: objects\[1\]\.facts is to be an object/],
  "has an unknown key": [good.replace('"kind":"column"', '"kin":1,$&'), /:10:5: objects\[1\]\.kin is not a key/],
  "has __proto__ for a key": [
    good.replace('"kind":"column"', '"__proto__":{$&}'),
    /objects\[1\]\.__proto__ is not a key/,
  ],
  "has a list for a ledger": [good.replace(/"ledger": .*/, '"ledger": [],'), /:4:13: ledger is to be an object/],
  "has a ledger without a name": [good.replace('"table":"m",', ""), /:4:13: ledger\.table is to be a table's name/],
  "has a time of words": [good.replace('"when":5', '"when":"5"'), /:4:13: ledger\.rows\[0\]\.when is to be a time/],
  "has a table of less than no rows": [good.replace('"rows":3', '"rows":-3'), /statistics\["public\.a"\]\.rows/],
  "is one long word": ["x".repeat(10_000_000), /:1:1 is not JSON/],
  "is one long text": [`{"a": "${"x".repeat(10_000_000)}`, /:1:10000008 is not JSON/],
  "is nothing but brackets": ["[".repeat(5_000_000), /:1:10001 is not JSON/],
};

test.for(Object.entries(damage))("a file that %s is refused, with the place", async ([, [bytes, said]]) => {
  const error: unknown = await read(bytes).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(HarnessError);
  expect(error).toMatchObject({ kind: "input", code: "input/schema-file-unreadable" });
  expect(error).toMatchObject({ message: expect.stringMatching(said) });
  expect(error).toMatchObject({ message: expect.stringMatching(/^holdfast\/schema\.json[: ]/) });
});

test("a folder, and a file that is not there", () =>
  withFiles({}, async (folder) => {
    await mkdir(join(folder, "schema.json"));
    await expect(readSchemaFile(join(folder, "schema.json"), label)).rejects.toThrow(`${label} is a folder.`);
    await expect(readSchemaFile(join(folder, "none.json"), label)).rejects.toThrow(`${label} does not exist.`);
  }));

test("a fact of the name __proto__ is one like others", async () => {
  const { schema } = await read(good.replace('"notNull":true', '"__proto__":true'));
  expect(Object.entries(schema.objects[1]?.facts ?? {})).toContainEqual(["__proto__", true]);
});
