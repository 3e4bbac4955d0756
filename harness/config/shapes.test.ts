import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { TableShape } from "../model/seed.ts";
import { withFiles } from "../tools/drizzle/sample.fixture.ts";
import { readShapes } from "./index.ts";

function read(content: string, scale = 1): Promise<Readonly<Record<string, TableShape>>> {
  return withFiles({ "stats.json": content }, (root) => readShapes(join(root, "stats.json"), "stats.json", scale));
}

function about(tables: unknown, rest: object = { schemaVersion: 1 }): string {
  return JSON.stringify({ ...rest, statistics: tables });
}

const email = { nulls: 0.01, distinct: -0.98, width: 24 };

test("shapes are read, and what else stands at the top is ignored", async () => {
  const content = about(
    { "public.users": { rows: 120_000, columns: { email, plan: { nulls: 0 } } } },
    { schemaVersion: 1, tables: [], madeBy: "x" },
  );
  expect(await read(content)).toEqual({
    "public.users": { rows: 120_000, columns: { email, plan: { nulls: 0, distinct: null, width: null } } },
  });
});

test("rows are scaled, one at least; distinct values and shares stay as they are", async () => {
  const columns = { email, plan: { nulls: 0, distinct: 3, width: null } };
  const content = about({ "a.big": { rows: 120_600, columns }, "a.small": { rows: 3 }, "a.none": { rows: 0 } });
  expect(await read(content, 0.001)).toEqual({
    "a.big": { rows: 121, columns },
    "a.small": { rows: 1, columns: {} },
    "a.none": { rows: 1, columns: {} },
  });
});

describe("what is wrong is said with its place", () => {
  test.for<readonly [content: string, message: string]>([
    ['{ "schemaVersion": 1,\n  "statistics": { ] }', "stats.json:2:19 is not JSON from there on."],
    ["", "stats.json:1:1 is not JSON from there on."],
    ["[]", "stats.json: it is to be an object, and is an empty list."],
    [about({}, {}), "stats.json: schemaVersion is to be 1, and is undefined."],
    [about({}, { schemaVersion: 2 }), "stats.json: schemaVersion is to be 1, and is 2."],
    ['{ "schemaVersion": 1 }', "stats.json: statistics is to be an object, and is undefined."],
    [about({ "a.b": {} }), 'statistics["a.b"].rows is to be a number of rows, and is undefined.'],
    [about({ "a.b": { rows: -1 } }), 'statistics["a.b"].rows is to be a number of rows, 0 or more, and is -1.'],
    [about({ "a.b": { rows: 1, colums: {} } }), 'statistics["a.b"].colums is not a key that is known here.'],
    [
      about({ "a.b": { rows: 1, columns: { c: {} } } }),
      "columns.c.nulls is to be a share from 0 to 1, and is undefined.",
    ],
    [
      about({ "a.b": { rows: 1, columns: { c: { ...email, nulls: 1.5 } } } }),
      "c.nulls is to be a share from 0 to 1, and is 1.5.",
    ],
    [
      about({ "a.b": { rows: 1, columns: { c: { ...email, distinct: -2 } } } }),
      "c.distinct is to be a number of distinct values",
    ],
    [
      about({ "a.b": { rows: 1, columns: { c: { ...email, width: "4" } } } }),
      "c.width is to be a number of bytes, 0 or more, or null, and is '4'.",
    ],
  ])("%s", async ([content, message]) => {
    await expect(read(content)).rejects.toMatchObject({ kind: "input", message: expect.stringContaining(message) });
  });

  test("a file that cannot be read", async () => {
    await expect(readShapes("/nowhere/stats.json", "stats.json", 1)).rejects.toMatchObject({
      code: "input/statistics-unreadable",
      message: "stats.json cannot be read (ENOENT).",
    });
  });
});

test.for([
  [30_000_000, 1, "0.33"],
  [120_000_000, 0.5, "0.083"],
  [10_000_001, 1, "0.99"],
] as const)("%i rows at scale %d are too many, and a scale that fits is named", async ([rows, scale, fits]) => {
  const content = about({ "a.less": { rows: 5 }, "a.most": { rows } });
  await expect(read(content, scale)).rejects.toMatchObject({
    code: "input/statistics-too-large",
    message: expect.stringContaining(`a.most has ${rows} rows`),
    remedy: `Give a smaller scale: --scale ${fits}.`,
  });
  expect((await read(content, Number(fits)))["a.most"]?.rows).toBeLessThanOrEqual(10_000_000);
});
