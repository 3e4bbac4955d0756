import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../../../harness/database/test-server.fixture.ts";
import { withFiles } from "../../../harness/tools/drizzle/sample.fixture.ts";
import { candidateId, historyOf, reportOn, run } from "../run.ts";
import { readTold } from "./told.ts";

let server: Awaited<ReturnType<typeof testServer>>;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

test.for(await readTold())("$untold.file: $untold.title", async ({ untold, declarationFor }) => {
  const { finds, warns } = await run(untold, server);
  expect({ finds, warns }).toEqual({ finds: untold.finds, warns: untold.warns });

  const history = Object.entries(historyOf(untold)).map(([name, text]) => [`migrations/${name}`, text]);
  const files = { ...Object.fromEntries(history), [`holdfast/${candidateId}.json`]: declarationFor(candidateId) };
  const { findings, verdict } = await withFiles(files, (home) => reportOn(join(home, "migrations"), home, server));
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(verdict).toBe("safe");
});
