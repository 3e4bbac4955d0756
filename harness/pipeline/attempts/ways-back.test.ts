import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import type { Report } from "../../model/report.ts";
import { withFiles } from "../../tools/drizzle/sample.fixture.ts";
import { byUmzug, linkPackages, umzugScript } from "../../tools/runner/umzug.fixture.ts";
import { type VerifyOptions, verify } from "../verify.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

type Files = Readonly<Record<string, string>>;

/** Verifies the numbered files of a project, which has umzug at hand. */
async function verified(files: Files, options: Partial<VerifyOptions> = {}): Promise<Report> {
  const placed = Object.entries(files).map(([name, text]) => [`db/${name}`, text] as const);
  return withFiles({ ...Object.fromEntries(placed), "umzug.mjs": umzugScript }, async (root) => {
    await linkPackages(root, "pg", "umzug");
    const verification = await verify({ folder: "db", cwd: root, server, rows: 20, ...options });
    await verification.close();
    return verification.report;
  });
}

/** What became of the tool's way back, and what is found of it; what it lost is told in the finding. */
function takeBack({ downgrade, findings }: Report) {
  const found = findings.flatMap(({ code, severity, message }) =>
    message.startsWith("Going back by take-back") ? `${severity} ${code} ${message}` : [],
  );
  const attempt = downgrade.find((one) => one.attempt === "take-back");
  return { outcome: attempt?.outcome, by: attempt?.by, found };
}

const base: Files = {
  "001_people.up.sql": "create table people (id int primary key, name text not null)",
  "001_people.down.sql": "drop table people",
  "002_towns.up.sql": "create table towns (id int primary key, name text not null)",
  "002_towns.down.sql": "drop table towns",
};
const ages: Files = {
  ...base,
  "003_ages.up.sql": "alter table people add age int",
  "003_ages.down.sql": "alter table people drop age",
};
const { "003_ages.down.sql": down, ...withoutDown } = ages;
const named: Files = {
  ...base,
  "003_named.up.sql": "create index named on people (name)",
  "003_named.down.sql": "drop index named",
};

describe("the ways down of numbered files", () => {
  test("lose what was written since, which is an error; the guard blocks them", async () => {
    const bare = takeBack(await verified(ages));
    expect(bare).toMatchObject({ outcome: "reverted", by: expect.stringContaining("ran db/003_ages.down.sql") });
    expect(bare.found).toEqual([
      expect.stringMatching(/^error downgrade\/loses-data .* would lose \d+ values of public\.people\.age\.$/),
    ]);
    expect(takeBack(await verified(ages, { guard: "installed" }))).toEqual({
      outcome: "blocked",
      by: "the guard refuses to drop column public.people.age (HF001)",
      found: [],
    });
  });

  test("that lose nothing go through, but for the guard of the ledger", async () => {
    const bare = takeBack(await verified(named));
    expect(bare).toMatchObject({ outcome: "reverted", found: [expect.stringContaining("note downgrade/reverted")] });
    expect(takeBack(await verified(named, { guard: "installed" }))).toEqual({
      outcome: "blocked",
      by: "the guard refuses to delete rows of the ledger public.schema_migrations (HF001)",
      found: [],
    });
  });

  test("that lose by what the guard does not know are blocked with the row of the ledger", async () => {
    const emptying = { ...ages, "003_ages.down.sql": "update people set name = ''" };
    const bare = takeBack(await verified(emptying));
    expect(bare.found).toEqual([
      expect.stringMatching(/^error downgrade\/loses-data .* values of public\.people\.name\.$/),
    ]);
    expect(takeBack(await verified(emptying, { guard: "installed" }))).toMatchObject({ outcome: "blocked", found: [] });
  });

  test("pretend, where the file holds nothing", async () => {
    const { outcome, found } = takeBack(await verified({ ...ages, "003_ages.down.sql": "-- there is no way back\n" }));
    expect(outcome).toBe("pretended");
    expect(found).toEqual([expect.stringContaining("warning downgrade/pretended")]);
  });

  test("are none where the candidate has none, and blocked where a part of it has none", async () => {
    expect(takeBack(await verified(withoutDown))).toEqual({
      outcome: "not-applicable",
      by: "the candidate has no way down",
      found: [],
    });
    const part = { ...ages, "004_more.up.sql": "alter table towns add mayor text" };
    expect(takeBack(await verified(part, { candidate: { candidate: "003_ages.." } }))).toEqual({
      outcome: "blocked",
      by: expect.stringContaining("nothing was run: 004_more has no way down"),
      found: [],
    });
  });
});

describe("umzug 3.8.3, with which the project migrates and goes back", () => {
  const run = byUmzug;

  test("pretends: a migration without a way down is called reverted, and stays; the guard keeps its row", async () => {
    const bare = takeBack(await verified(withoutDown, { run }));
    expect(bare).toMatchObject({ outcome: "pretended", by: expect.stringContaining("reverted") });
    expect(bare.found).toEqual([expect.stringContaining("warning downgrade/pretended")]);
    expect(takeBack(await verified(withoutDown, { run, guard: "installed" }))).toEqual({
      outcome: "blocked",
      by: "the guard refuses to delete rows of the ledger public.schema_migrations (HF001)",
      found: [],
    });
  });

  test("goes half, also under the guard: what ran before the statement that was refused stays undone", async () => {
    const half = { ...named, "003_named.down.sql": "drop index named;\nalter table towns drop name" };
    const { outcome, by, found } = takeBack(await verified(half, { run, guard: "installed" }));
    expect([outcome, by]).toEqual(["half", "the guard refuses to drop column public.towns.name (HF001)"]);
    expect(found).toEqual([expect.stringContaining("error downgrade/half")]);
  });

  test("stops the run where it is not set up as it is said to be", async () => {
    const away = verified(ages, { run: { ...run, down: "npm run no-such-script" } });
    await expect(away).rejects.toMatchObject({ kind: "input", code: "input/runner-stays-away" });
  });
});
