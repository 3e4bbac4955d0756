import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { History } from "../model/history.ts";
import { readIntent } from "./intent.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "approvals-"));
  mkdirSync(join(folder, "holdfast"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const entry = { object: "public.t.c", reason: "unused", owner: "@team", expires: "2027-01-31" };
const sound = { migration: "0001_b", sha256: "ab", approve: [entry] };

function read(text: string | null) {
  if (text !== null) writeFileSync(join(folder, "holdfast", "0001_b.json"), text);
  const migration = { id: "0001_b", file: "", path: "", sql: "", sha256: "ab", when: 1 };
  const history: History = {
    tool: "drizzle",
    layout: "journal",
    folder: join(folder, "drizzle"),
    label: "drizzle",
    migrations: [migration],
    findings: [],
  };
  return readIntent(history, [migration], folder);
}

test("are read from the file beside the migrations that bears the migration's name", async () => {
  expect((await read(JSON.stringify(sound))).approvals).toEqual([
    { ...entry, code: null, migration: "0001_b", file: "holdfast/0001_b.json", sha256: "ab" },
  ]);
});

test("may name the one finding that they accept", async () => {
  const named = { ...entry, code: "protection/policy-lost" };
  expect((await read(JSON.stringify({ ...sound, approve: [named] }))).approvals).toMatchObject([
    { code: "protection/policy-lost" },
  ]);
});

test("are none where there is no file", async () => {
  expect(await read(null)).toEqual({ declarations: [], approvals: [] });
});

test.for([
  ["text that is no JSON", "{", "JSON"],
  ["a list", "[]", "it is to be an object, and is an empty list"],
  ["an unknown key", JSON.stringify({ ...sound, aprove: [] }), "aprove is not a key that is known here"],
  [
    "another migration's name",
    JSON.stringify({ ...sound, migration: "0002_c" }),
    'migration is to be "0001_b", as the file is named',
  ],
  ["nothing that it says", JSON.stringify({ migration: "0001_b", sha256: "ab" }), "it says nothing"],
  ["something else than a list of approvals", JSON.stringify({ ...sound, approve: entry }), "approve is to be a list"],
  ["no owner", JSON.stringify({ ...sound, approve: [{ ...entry, owner: undefined }] }), "approve[0].owner"],
  ["a blank code", JSON.stringify({ ...sound, approve: [{ ...entry, code: "" }] }), "approve[0].code"],
  ["a blank reason", JSON.stringify({ ...sound, approve: [{ ...entry, reason: " " }] }), "approve[0].reason"],
  [
    "a day that does not exist",
    JSON.stringify({ ...sound, approve: [{ ...entry, expires: "2027-02-31" }] }),
    "approve[0].expires",
  ],
  [
    "a key that would widen it",
    JSON.stringify({ ...sound, approve: [{ ...entry, objects: ["*"] }] }),
    "approve[0].objects",
  ],
])("refuse %s, naming the place", async ([, text, says]) => {
  await expect(read(text ?? "")).rejects.toMatchObject({
    kind: "input",
    code: "input/declaration-unreadable",
    message: expect.stringContaining(says ?? ""),
  });
});

test("refuse a folder in the file's place", async () => {
  mkdirSync(join(folder, "holdfast", "0001_b.json"));
  await expect(read(null)).rejects.toMatchObject({ code: "input/declaration-unreadable" });
});
