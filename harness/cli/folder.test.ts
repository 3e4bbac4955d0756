import { expect, test } from "vitest";
import type { HarnessError } from "../model/error.ts";
import { withFiles } from "../tools/drizzle/sample.fixture.ts";
import { migrationsFolder } from "./folder.ts";

function refusalOf(command: string, files: Readonly<Record<string, string>>): Promise<HarnessError> {
  return withFiles(files, (folder) =>
    migrationsFolder(command, folder, null).then(
      (found) => expect.fail(`it found ${found}`),
      (error: HarnessError) => error,
    ),
  );
}

const config = 'export default { migrations: "drizzle" };\n';

test("at the root of a monorepo, the config that is below is named, with both ways to it", async () => {
  const files = { "packages/d b/holdfast.config.ts": config, "node_modules/a/holdfast.config.ts": config };
  const { code, tried, remedy } = await refusalOf("verify", files);
  expect(code).toBe("input/no-folder");
  expect(tried).toContain("packages/d b/holdfast.config.ts: it is not for this folder");
  expect(tried.join()).not.toContain("node_modules");
  expect(remedy).toBe(
    "Go where it is: cd 'packages/d b'; or name it: holdfast verify --config 'packages/d b/holdfast.config.ts'.",
  );
});

test("of several, one is to be chosen; drizzle.config tells of a place, too, and cannot be named", async () => {
  const files = { "apps/a/drizzle.config.ts": "export default {};", "apps/b/drizzle.config.ts": "export default {};" };
  const { tried, remedy } = await refusalOf("status", files);
  expect(tried).toContain("apps/a/drizzle.config.ts: it is not for this folder");
  expect(remedy).toBe("Go to the one that is meant, apps/a, apps/b: cd apps/a.");
  const both = await refusalOf("status", { ...files, "apps/b/holdfast.config.mts": config });
  expect(both.remedy).toBe(
    "Go to the one that is meant, apps/a, apps/b: cd apps/a; or name it: holdfast status --config apps/b/holdfast.config.mts.",
  );
});

test("where there is none at all, the folder is asked for", async () => {
  expect((await refusalOf("verify", { "src/a.ts": "" })).remedy).toContain("holdfast verify path/to/migrations");
});
