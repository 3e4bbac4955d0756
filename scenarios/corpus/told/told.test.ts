import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../../../harness/database/test-server.fixture.ts";
import { verify } from "../../../harness/index.ts";
import { run } from "../run.ts";
import { readTold } from "./told.ts";

let server: Awaited<ReturnType<typeof testServer>>;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const tags = ["0000_base", "0001_candidate"];
const entries = tags.map((tag, idx) => ({ idx, version: "7", when: (idx + 1) * 1000, tag, breakpoints: true }));
const journal = JSON.stringify({ version: "7", dialect: "postgresql", entries });

async function writeProject(home: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(home, name)), { recursive: true });
    await writeFile(join(home, name), text);
  }
}

test.for(await readTold())("$untold.file: $untold.title", async ({ untold, declarationFor }) => {
  const { finds, warns } = await run(untold, server);
  expect({ finds, warns }).toEqual({ finds: untold.finds, warns: untold.warns });

  const home = await mkdtemp(join(tmpdir(), "holdfast-told-"));
  try {
    await writeProject(home, {
      "migrations/meta/_journal.json": journal,
      "migrations/0000_base.sql": untold.base,
      "migrations/0001_candidate.sql": untold.candidate,
      "holdfast/0001_candidate.json": declarationFor("0001_candidate"),
    });
    const { report, close } = await verify({ folder: join(home, "migrations"), cwd: home, server, rows: 40 });
    await close();
    expect(report.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(report.verdict).toBe("safe");
  } finally {
    await rm(home, { recursive: true });
  }
});
