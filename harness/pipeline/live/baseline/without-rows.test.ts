import { expect, test } from "vitest";
import { hasAlembic, project } from "../../../tools/alembic/alembic.fixture.ts";
import { withFiles } from "../../../tools/drizzle/sample.fixture.ts";
import { baseline } from "./baseline.ts";

test.skipIf(!hasAlembic)("a ledger that only keeps how far it came is left to its own tool", async () => {
  await withFiles(project({ a: {}, b: { follows: "a" } }), async (root) => {
    const url = "postgresql://nobody@127.0.0.1:1/none";
    await expect(baseline({ folder: "db", cwd: root, url, to: "a", confirm: "none" })).rejects.toMatchObject({
      kind: "input",
      code: "input/no-rows",
      remedy: expect.stringMatching(/holdfast drift db --to a.*: alembic stamp a$/),
    });
  });
});
