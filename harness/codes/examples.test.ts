import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { verify } from "../pipeline/verify.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { type CodeEntry, codes } from "./index.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const shown = codes.filter(({ example }) => example !== undefined);

/** Each has tables of its own, so that one run has all of them. */
function together(entries: readonly CodeEntry[]): Readonly<Record<string, string>> {
  const text = (part: "before" | "candidate") => entries.map(({ example }) => example?.[part] ?? "").join("\n\n");
  return sound({ "0001_before": text("before"), "0002_candidate": text("candidate") });
}

/** "survival/column-lost  public.people.name  The …", of all that a run finds. */
async function found(entries: readonly CodeEntry[]): Promise<readonly string[]> {
  return withFiles(together(entries), async (cwd) => {
    const { report, close } = await verify({ folder: ".", cwd, server });
    await close();
    return report.findings.map(({ code, object, message }) => `${code}  ${object}  ${message}`);
  });
}

/** The lines of the pages that a run does not say. A message that is shown in part ends in "…". */
function untrue(entries: readonly CodeEntry[], lines: readonly string[]): readonly string[] {
  return entries
    .map(({ code, example }) => `${code}  ${example?.says}`)
    .filter((page) => {
      const [begin = "", rest] = page.split(/…$/);
      return !lines.some((line) => (rest === undefined ? line === page : line.startsWith(begin)));
    });
}

test("verify says of each example what its page shows", async () => {
  const entries = shown.filter(({ family }) => family !== "candidate");
  expect(entries.length).toBeGreaterThan(25);
  const lines = await found(entries);
  expect(untrue(entries, lines), lines.join("\n")).toEqual([]);
});

test("verify says of a candidate that fails what its page shows", async () => {
  const entries = shown.filter(({ family }) => family === "candidate");
  expect(untrue(entries, await found(entries))).toEqual([]);
});
