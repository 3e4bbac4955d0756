import { expect, test } from "vitest";
import { HarnessError } from "../model/error.ts";
import { rejectDeclaredTwice } from "./across.ts";
import { readIntentFile } from "./read.ts";

const file = "holdfast/0001_b.json";
const head = { migration: "0001_b", sha256: "ab" };

async function expectations(expected: unknown) {
  const { declaration } = await readIntentFile(JSON.stringify({ ...head, expect: expected }), file, { id: "0001_b" });
  return declaration;
}

async function refusal(content: string | Uint8Array): Promise<HarnessError> {
  const error: unknown = await readIntentFile(content, file, { id: "0001_b" }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(HarnessError);
  return error as HarnessError;
}

test("every kind is read as it is measured", async () => {
  const declaration = await expectations({
    "public.accounts.email": { becomes: "lower(email)" },
    "public.sessions": { deleted: "expires_at < now()", rekeyed: { id: "old_id" } },
    "public.projects.lead": { movedTo: "public.leads.name", key: { project_id: "id" }, becomes: "upper(lead)" },
    'public."My Table"."a.b"': { movedTo: 'public."My Table".c' },
  });
  const common = { migration: "0001_b", file };
  expect(declaration).toEqual({
    ...common,
    sha256: "ab",
    expect: [
      { ...common, object: "public.accounts.email", kind: "becomes", expression: "lower(email)" },
      { ...common, object: "public.sessions", kind: "deleted", predicate: "expires_at < now()" },
      { ...common, object: "public.sessions", kind: "rekeyed", key: { id: "old_id" } },
      {
        ...common,
        object: "public.projects.lead",
        kind: "movedTo",
        to: "public.leads.name",
        key: { project_id: "id" },
        becomes: "upper(lead)",
      },
      {
        ...common,
        object: 'public."My Table"."a.b"',
        kind: "movedTo",
        to: 'public."My Table".c',
        key: null,
        becomes: null,
      },
    ],
  });
});

test("an approval alone expects nothing", async () => {
  const approve = [{ object: "public.t.c", reason: "unused", owner: "@team", expires: "2027-01-31" }];
  const read = await readIntentFile(JSON.stringify({ ...head, expect: {}, approve }), file, { id: "0001_b" });
  expect(read).toMatchObject({ declaration: null, approvals: [{ object: "public.t.c", code: null }] });
});

test("a byte order mark, an editor's $schema, a reason and an owner are passed over", async () => {
  const document = { $schema: "x", ...head, reason: "r", owner: "o", expect: { "public.t": { deleted: "true" } } };
  const bytes = Buffer.from(`\uFEFF${JSON.stringify(document, null, 2)}`);
  expect((await readIntentFile(bytes, file, { id: "0001_b" })).declaration?.expect).toHaveLength(1);
});

const email = 'expect["public.accounts.email"]';
const becomes = (expression: unknown) => ({ "public.accounts.email": { becomes: expression } });

test.for<readonly [what: string, expected: unknown, message: string, remedy: string]>([
  ["that is a list", [], "expect is to be an object, and is an empty list.", "docs/declarations.md"],
  ["of another type", becomes(5), `${email}.becomes is to be an SQL expression, and is 5.`, "Give an SQL expression"],
  ["that is blank", becomes(" "), `${email}.becomes is to be an SQL expression, and is ' '.`, "Give an SQL expression"],
  [
    "that is no SQL",
    becomes("lower("),
    `${email}.becomes is not an SQL expression: syntax error at end of input.`,
    "behind SELECT",
  ],
  ["of two expressions", becomes("a, b"), `${email}.becomes is to be one SQL expression by itself`, "behind SELECT"],
  ["with a FROM", becomes("a from t"), `${email}.becomes is to be one SQL expression by itself`, "behind SELECT"],
  ["that leaves its brackets", becomes("a), (b"), `${email}.becomes is not an SQL expression`, "behind SELECT"],
  ["that would eat what follows", becomes("a --"), `${email}.becomes is not an SQL expression`, "behind SELECT"],
  ["with a NUL", becomes("a\0b"), `${email}.becomes holds a NUL`, "behind SELECT"],
  ["of null", { "public.t.c": null }, 'expect["public.t.c"] is to be an object, and is null.', "Give an object"],
  [
    "with an unknown key",
    { "public.accounts.email": { becoms: "x" } },
    `${email}.becoms is not a key that is known here.`,
    "Did you mean becomes?",
  ],
  ["that is empty", { "public.t.c": {} }, "is to be an object with becomes, movedTo, deleted or rekeyed", "Give"],
  [
    "of a value for a table",
    { "public.accounts": { becomes: "x" } },
    'expect["public.accounts"].becomes is about a column, and public.accounts is a table.',
    'Put it under "public.accounts.column".',
  ],
  [
    "of rows for a column",
    { "public.accounts.email": { deleted: "true" } },
    `${email}.deleted is about the rows of a table, and public.accounts.email is a column.`,
    'Put it under "public.accounts".',
  ],
  ["without a schema", { accounts: { deleted: "true" } }, "expect.accounts is not a name such as", "Name the schema"],
  ["of four parts", { "a.b.c.d": { becomes: "x" } }, 'expect["a.b.c.d"] is not a name such as', "is quoted"],
  ["of a broken name", { 'a."b': { deleted: "true" } }, "is not a name such as", "is quoted"],
  [
    "written twice",
    { "public.t": { deleted: "true" }, 'public."t"': { deleted: "true" } },
    'is the same object as "public.t"',
    "in one place",
  ],
  [
    "moved to a table",
    { "public.t.c": { movedTo: "public.u" } },
    'expect["public.t.c"].movedTo is to be a column such as',
    "Give a column",
  ],
  [
    "with a key and no move",
    { "public.t.c": { becomes: "x", key: { id: "id" } } },
    'expect["public.t.c"].key finds the rows that a column moved to, and there is no movedTo.',
    "Add movedTo.",
  ],
  [
    "with a key and no change of table",
    { "public.t.c": { movedTo: 'public."t".d', key: { id: "id" } } },
    'expect["public.t.c"].key finds rows of another table, and this is the same.',
    "Leave the key out.",
  ],
  [
    "with an empty key",
    { "public.t.c": { movedTo: "public.u.d", key: {} } },
    'expect["public.t.c"].key is to be an object such as {"id": "old_id"}, and is {}.',
    "Give",
  ],
  [
    "with a key that is no SQL",
    { "public.t": { rekeyed: { id: "a b c" } } },
    'expect["public.t"].rekeyed.id is not an SQL expression: syntax error at or near "c".',
    "behind SELECT",
  ],
  [
    "with a key without a name",
    { "public.t": { rekeyed: { "": "a" } } },
    'expect["public.t"].rekeyed[""] names no column.',
    "Name the column",
  ],
])("refuses an expectation %s", async ([, expected, message, remedy]) => {
  const error = await refusal(JSON.stringify({ ...head, expect: expected }));
  expect(error).toMatchObject({ kind: "input", code: "input/declaration-unreadable" });
  expect(error.message).toContain(message);
  expect(error.message).toContain(file);
  expect(error.remedy).toContain(remedy);
});

const deleted = { "public.t": { deleted: "true" } };

test.for<readonly [what: string, content: string | Uint8Array, message: string]>([
  ["that is no JSON", '{\n  "expect": }', `${file}:2:13 is not JSON from there on.`],
  [
    "that names an object twice",
    '{\n  "expect": {\n    "public.t": {},\n    "public.t": {}\n  }\n}',
    `${file}:4:5 has expect.public.t twice.`,
  ],
  ["that is not UTF-8", Buffer.from([0x7b, 0xff]), `${file} is not UTF-8.`],
  [
    "with a blank reason",
    JSON.stringify({ ...head, reason: "", expect: deleted }),
    "reason is to be a text that is not empty",
  ],
  [
    "with a blank owner",
    JSON.stringify({ ...head, owner: " ", expect: deleted }),
    "owner is to be a text that is not empty",
  ],
  [
    "of no migration",
    JSON.stringify({ sha256: "ab", expect: deleted }),
    'migration is to be "0001_b", and is undefined.',
  ],
  [
    "of another migration",
    JSON.stringify({ ...head, migration: "0002_c", expect: deleted }),
    `migration is to be "0001_b", as the file is named, and is '0002_c'.`,
  ],
  [
    "of no checksum",
    JSON.stringify({ migration: "0001_b", expect: deleted }),
    "sha256 is to be the migration's checksum",
  ],
  ["with nothing in it", JSON.stringify({ ...head, expect: {}, approve: [] }), "it says nothing"],
  [
    "with a key that is not known",
    JSON.stringify({ ...head, expects: {} }),
    "expects is not a key that is known here.",
  ],
])("refuses a file %s", async ([, content, message]) => {
  const error = await refusal(content);
  expect(error.code).toBe("input/declaration-unreadable");
  expect(error.message).toContain(message);
});

test("an object that two migrations of one deploy declare is refused, with both files", async () => {
  const first = await expectations(deleted);
  const second = await expectations({ 'public."t"': { rekeyed: { id: "old" } } });
  if (first === null || second === null) expect.unreachable();
  const other = { ...second, file: "holdfast/0002_c.json" };
  expect(() => rejectDeclaredTwice([first])).not.toThrow();
  expect(() => rejectDeclaredTwice([first, other])).toThrow(
    'public."t" is declared in holdfast/0001_b.json and in holdfast/0002_c.json.',
  );
});
