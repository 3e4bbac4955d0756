import { describe, expect, test } from "vitest";
import type { ErrorDocument } from "../model/report.ts";
import { writers } from "./index.ts";
import { checkReportOf, reportOf } from "./report.fixture.ts";

const plain = { color: false, reproduce: "npx holdfast verify drizzle" };
const same = (text: string) => text;

function errorOf(say: (text: string) => string): ErrorDocument {
  const error = {
    code: "input/no-folder",
    step: say("find the migrations"),
    message: say("There is no folder."),
    tried: [say("./drizzle: not there")],
    remedy: say("Name the folder."),
  };
  return { schemaVersion: 1, command: "verify", error };
}

describe("the terminal's report", () => {
  test("tells first what was lost, then what to do, and last how to see it again", () => {
    expect(writers.terminal.report(reportOf(same), plain)).toBe(`UNSAFE  do not deploy this
drizzle: candidate 0002_tidy, on top of 2 migrations

Errors (1)
  survival/column-lost
    public.people.name  3 of 3 values lost
      drizzle/0002_tidy.sql:4:1  alter table people drop column name
    → Keep the column.

Warnings (1)
  survival/values-filled
    public.people.age  1 NULL became a value
    → Check it.

Notes (4)
  history/file-without-entry
    drizzle/a.sql  the journal does not name this file
    drizzle/b.sql  the journal does not name this file
    drizzle/c.sql  the journal does not name this file
    … and 1 more; --json has them all
    → Add its entry.

Going back
  inverse: reverted (ran alter table)

Seeded 3 rows in 1 table (seed 1); 1 of 2 columns covered, 0 of 1 awkward value placed.
PostgreSQL 17.10, testcontainers postgres:17-alpine; 2.3 s (server 0.8, replay 0.4, seed 0.6, capture 0.1, candidate 0.0, downgrade 0.3).
Again: npx holdfast verify drizzle
`);
  });

  test("says of a safe run whether what was lost was approved", () => {
    const safe = { ...reportOf(same), verdict: "safe" as const };
    const approved = safe.findings.map((finding) => ({ ...finding, severity: "note" as const }));
    const headline = (findings: typeof safe.findings) =>
      writers.terminal.report({ ...safe, findings }, plain).split("\n")[0];
    expect(headline([])).toBe("SAFE  every row and value survives");
    expect(headline(approved)).toBe("SAFE  what is lost was approved, see the notes");
  });

  test("tells of a check against what it was made, and how to ask again", () => {
    expect(
      writers.terminal.report(checkReportOf(same), { ...plain, reproduce: "npx holdfast check drizzle" }),
    ).toBe(`DAMAGED  mend the files before anything is deployed
drizzle: 3 migrations, against origin/main (0123456789)

Errors (1)
  history/edited
    0001_names  0001_names is not what it is in origin/main
      drizzle/0001_names.sql:2:1
    → Put it back.

Files only, no database; 0.2 s.
Again: npx holdfast check drizzle
`);
  });

  test("says of a check without a base that nothing is known to be old", () => {
    const report = { ...checkReportOf(same), base: null };
    expect(writers.terminal.report(report, plain)).toContain(
      "\nWith --base REF, what stands in that git ref already is a note",
    );
    expect(writers.terminal.report({ ...report, verdict: "sound", findings: [] }, plain)).toMatch(
      /^SOUND {2}nothing is wrong with the files\ndrizzle: 3 migrations\n\nFiles only/,
    );
  });

  test("colors when asked to, and only then", () => {
    const sequence = "\u001b[";
    expect(writers.terminal.report(reportOf(same), { ...plain, color: true })).toContain(sequence);
    expect(writers.terminal.report(reportOf(same), plain)).not.toContain(sequence);
  });

  test("tells an error with what was tried and what to do", () => {
    expect(writers.terminal.error(errorOf(same), plain)).toBe(`error There is no folder. [input/no-folder]
  while trying to find the migrations
  tried:
    - ./drizzle: not there
→ Name the folder.
`);
  });
});

/** Each would do something to a terminal, or to a log that GitHub reads, if it came out as it went in. */
const hostile = [
  "\u001b[2J\u001b[31mred",
  "\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007",
  "\u009b31m",
  "over\rwritten",
  "back\b\b\bspaced",
  "line\n::error::forged",
  "line\r\n::set-output name=x::y",
  "line\u2028::warning::forged",
  "\u202egnp.exe",
  "\u2066hidden\u2069",
  "nul\u0000byte",
  "tab\tstop",
];

describe.for(hostile)("hostile text %j in every field", (text) => {
  const say = (given: string) => `${given}${text}`;

  test("stays text in the terminal", () => {
    const options = { ...plain, reproduce: say(plain.reproduce) };
    for (const out of [
      writers.terminal.report(reportOf(say), options),
      writers.terminal.report(checkReportOf(say), options),
      writers.terminal.error(errorOf(say), plain),
    ]) {
      expect(out.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      expect(out).not.toMatch(/^\s*::/m);
    }
  });

  test("comes back from JSON as it was", () => {
    expect(JSON.parse(writers.json.report(reportOf(say), plain))).toEqual(reportOf(say));
    expect(JSON.parse(writers.json.report(checkReportOf(say), plain))).toEqual(checkReportOf(say));
    expect(JSON.parse(writers.json.error(errorOf(say), plain))).toEqual(errorOf(say));
  });
});
