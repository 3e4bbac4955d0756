import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { HarnessError } from "../model/error.ts";
import { sound, withFiles } from "./drizzle/sample.fixture.ts";
import { findTool, tools } from "./index.ts";

const history = sound({ "0000_a": "select 1" });

async function found(files: Readonly<Record<string, string>>, folder = "."): Promise<string> {
  return withFiles(files, async (root) => {
    try {
      return (await findTool(join(root, folder))).name;
    } catch (error) {
      return error instanceof HarnessError
        ? `${error.kind} ${error.code} ${error.remedy}`.replaceAll(root, "")
        : String(error);
    }
  });
}

test("every tool's file is in the list", async () => {
  const files = (await readdir(import.meta.dirname)).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
  );
  expect(tools.map(({ name }) => `${name}.ts`).sort()).toEqual(
    files.filter((name) => name !== "index.ts" && name !== "tool.ts").sort(),
  );
});

test("recognises a Drizzle folder, also without its journal", async () => {
  expect(await found(history)).toBe("drizzle");
  expect(await found({ "0000_a.sql": "select 1" })).toBe("drizzle");
});

test("recognises the layouts of other versions, and reading them says which they are", async () => {
  const folders = { "20260101120000_a/migration.sql": "", "20260101120000_a/snapshot.json": "{}" };
  const ancient = { "20230101120000/migration.sql": "" };
  for (const [files, code] of [
    [folders, "input/drizzle-1.0-folder"],
    [ancient, "input/drizzle-ancient-folder"],
  ] as const) {
    await withFiles(files, async (root) => {
      await expect((await findTool(root)).read(root, root)).rejects.toMatchObject({ kind: "input", code });
    });
  }
});

test.for<readonly [what: string, files: Readonly<Record<string, string>>, folder: string, expected: string]>([
  ["an empty folder", { "x/readme": "" }, "x", "input input/no-migrations Give the folder that"],
  ["no folder", { x: "" }, "y", "input input/no-folder"],
  ["a file", { x: "" }, "x", "input input/not-a-folder"],
  [
    "the project",
    Object.fromEntries(Object.entries(history).map(([name, text]) => [`drizzle/${name}`, text])),
    ".",
    "Give the folder of the migrations itself: /drizzle.",
  ],
])("refuses %s", async ([, files, folder, expected]) => {
  expect(await found(files, folder)).toContain(expected);
});
