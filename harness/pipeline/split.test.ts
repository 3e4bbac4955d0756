import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { History } from "../model/history.ts";
import { split } from "./split.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "split-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function historyOf(...ids: readonly string[]): History {
  const migrations = ids.map((id, when) => ({
    id,
    file: `drizzle/${id}.sql`,
    path: join(folder, "drizzle", `${id}.sql`),
    sql: "",
    sha256: "",
    when,
  }));
  return {
    tool: "drizzle",
    layout: "journal",
    folder: join(folder, "drizzle"),
    label: "drizzle",
    migrations,
    findings: [],
  };
}

const three = () => historyOf("0000_a", "0001_b", "0002_c");

async function ids(choice: Parameters<typeof split>[1], history = three()) {
  const { base, candidate } = await split(history, choice);
  return [base, candidate].map((part) => part.map(({ id }) => id));
}

describe("the candidate", () => {
  test("is the last migration when nothing is said", async () => {
    expect(await ids(null)).toEqual([["0000_a", "0001_b"], ["0002_c"]]);
  });

  test.for([
    ["0001_b", [["0000_a"], ["0001_b", "0002_c"]]],
    ["0001_b..", [["0000_a"], ["0001_b", "0002_c"]]],
    ["0001_b..0001_b", [["0000_a"], ["0001_b"]]],
    ["0000_a..0001_b", [[], ["0000_a", "0001_b"]]],
  ] as const)("of %s is from the first to the second, or to the end", async ([candidate, expected]) => {
    expect(await ids({ candidate })).toEqual(expected);
  });

  test.for([
    ["0001", "Did you mean 0001_b?"],
    ["9999", "The last ones are 0000_a, 0001_b, 0002_c."],
    ["0002_c..0000_a", "Name the earlier migration first: --candidate FIRST..LAST."],
  ] as const)("of %s is refused with what to do", async ([candidate, remedy]) => {
    await expect(ids({ candidate })).rejects.toMatchObject({ kind: "input", code: "input/candidate-unknown", remedy });
  });
});

describe("against git", () => {
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", folder, "-c", "user.name=t", "-c", "user.email=t@localhost", ...args], {
      stdio: "pipe",
    });

  beforeEach(() => {
    mkdirSync(join(folder, "drizzle"));
    writeFileSync(join(folder, "drizzle", "0000_a.sql"), "");
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-qm", "base");
    git("switch", "-qc", "feature");
  });

  test("is all that the ref does not have, committed or not", async () => {
    writeFileSync(join(folder, "drizzle", "0001_b.sql"), "");
    git("add", ".");
    git("commit", "-qm", "more");
    expect(await ids({ base: "main" })).toEqual([["0000_a"], ["0001_b", "0002_c"]]);
  });

  const addToBase = (name: string) => {
    writeFileSync(join(folder, "drizzle", name), "");
    git("add", ".");
    git("commit", "-qm", name);
    git("branch", "-f", "main");
  };

  test("is what stands between those that the ref has, too: they have run already", async () => {
    addToBase("0002_c.sql");
    expect(await ids({ base: "main" })).toEqual([["0000_a", "0002_c"], ["0001_b"]]);
  });

  test("is all from a renamed one on: what follows stands on it", async () => {
    addToBase("0001_old.sql");
    addToBase("0002_c.sql");
    renameSync(join(folder, "drizzle/0001_old.sql"), join(folder, "drizzle/0001_b.sql"));
    expect(await ids({ base: "main" })).toEqual([["0000_a"], ["0001_b", "0002_c"]]);
  });

  test("is refused where the ref has everything", async () => {
    await expect(ids({ base: "main" }, historyOf("0000_a"))).rejects.toMatchObject({ code: "input/no-new-migrations" });
  });

  test.for(["nowhere", "--output=stolen"])("is refused for %s, which git does not know", async (base) => {
    await expect(ids({ base })).rejects.toMatchObject({ kind: "input", code: "input/base-unknown" });
  });
});
