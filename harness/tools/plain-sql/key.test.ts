import { expect, test } from "vitest";
import type { Claim } from "../../model/ledger.ts";
import { keyOf } from "./key.ts";

const file = { file: "db/010_c.sql", path: "/db/010_c.sql", sql: "", sha256: "", when: 10 };
const next = { ...file, id: "010_c" };

function recorded(versions: Readonly<Record<string, string>>): readonly Claim[] {
  return Object.entries(versions).map(([migration, id]) => ({
    migration,
    state: "applied",
    because: null,
    rows: [{ id, sha256: null, when: null, name: null }],
  }));
}

test.for([
  { as: "with its zeros", versions: { "001_a": "001", "002_b": "002" }, key: "010" },
  { as: "as a number", versions: { "001_a": "1", "002_b": "2" }, key: "10" },
  { as: "by the file's name", versions: { "001_a": "001_a" }, key: "010_c" },
  { as: "by the file's name with its ending", versions: { "001_a": "001_a.sql" }, key: "010_c.sql" },
  { as: "with what fits all of them", versions: { "12_z": "12", "001_a": "1" }, key: "10" },
  { as: "as holdfast itself would, where nothing is known", versions: {}, key: "010" },
])("a version is told $as", ({ versions, key }) => {
  expect(keyOf(next, recorded(versions))).toBe(key);
});
