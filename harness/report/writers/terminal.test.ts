import { describe, expect, test } from "vitest";
import type { FindingCode } from "../../model/codes.ts";
import type { Finding } from "../../model/finding.ts";
import type { StatusReport } from "../../model/live-report.ts";
import type { CheckReport } from "../../model/report.ts";
import {
  baselineReportOf,
  checkReportOf,
  driftReportOf,
  reportOf,
  snapshotReportOf,
  statusReportOf,
} from "../report.fixture.ts";
import { errorDocumentOf, plain, same } from "../reports.fixture.ts";
import { writers } from "../writers.fixture.ts";

describe("the terminal's report", () => {
  test("tells first what was lost, then what to do, and last how to see it again", () => {
    expect(writers.terminal.report(reportOf(same), plain)).toBe(`UNSAFE  do not deploy this
drizzle: candidate 0002_tidy, on top of 2 migrations

Errors (1)
  survival/column-lost
    public.people.name  3 of 3 values lost
      drizzle/0002_tidy.sql:4:1  alter table people drop column name
      read in the SQL, too: lint/drop-column
    → Keep the column.

Warnings (1)
  survival/values-filled
    public.people.age  1 NULL became a value
      only running showed this
    → Check it.

Notes (4)
  history/file-without-entry
    drizzle/a.sql  the journal does not name this file
    drizzle/b.sql  the journal does not name this file
    drizzle/c.sql  the journal does not name this file
    … and 1 more; --json has them all
    → Add its entry.

Going back
  inverse  reverted  ran alter table

Restored
  3 rows in 1 table are not all equal after pg_dump and pg_restore 17.10: 1.3 MB, dumped in 0.1 s, restored in 0.4 s.
  What is written after a dump is not in it, and a restore loses it.

Lint read 4 statements; 1 could not be read whole: only running tells.
Seeded 3 rows in 1 table (seed 1); 1 of 2 columns covered, 0 of 1 awkward value placed.
PostgreSQL 17.10, testcontainers postgres:17-alpine; 2.3 s (server 0.8, replay 0.4, seed 0.6, capture 0.1, candidate 0.0, downgrade 0.3).
Again: npx holdfast verify drizzle
`);
  });

  test("says of a restore what it was, or that there was none", () => {
    const report = reportOf(same);
    const headOf = (code: FindingCode) => {
      const rehearsal = { outcome: "not-rehearsed", why: "there is no pg_dump" } as const;
      const findings = [{ code, severity: "error", object: "o", message: "m", remedy: "r" } as const];
      const text = writers.terminal.report({ ...report, verdict: "unproven", rehearsal, findings }, plain);
      expect(text).toContain("\nRestored\n  not rehearsed: there is no pg_dump\n\n");
      return text.split("\n")[0];
    };
    expect(headOf("restore/not-rehearsed")).toBe("UNPROVEN  nothing was lost, but no restore was rehearsed");
    expect(headOf("coverage/column")).toBe("UNPROVEN  nothing was lost, but not every column could show a loss");
  });

  test("says of a safe run whether what was lost was approved", () => {
    const safe = { ...reportOf(same), verdict: "safe" as const };
    const approved = safe.findings.map((finding) => ({ ...finding, severity: "note" as const }));
    const headline = (findings: typeof safe.findings) =>
      writers.terminal.report({ ...safe, findings }, plain).split("\n")[0];
    expect(headline([])).toBe("SAFE  every row and value survives");
    expect(headline(approved)).toBe("SAFE  what is lost or changed was approved or declared, see the notes");
  });

  test("tells of a check against what it was made, and how to ask again", () => {
    expect(
      writers.terminal.report(checkReportOf(same), { ...plain, reproduce: "npx holdfast check drizzle" }),
    ).toBe(`DAMAGED  mend the files before anything is deployed
drizzle: 3 migrations, against origin/main (0123456789)

Errors (1)
  history/edited
    0001_names is not what it is in origin/main
      drizzle/0001_names.sql:2:1
    → Put it back.

Read 4 statements of 0002_tidy; 1 finding left out by comments.
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
      /^SOUND {2}nothing is wrong with the files\ndrizzle: 3 migrations\n\nRead 4 statements/,
    );
  });

  test("says of a check what the statements say, and how much of them was read", () => {
    const [damage] = checkReportOf(same).findings;
    const code = "lint/drop-column" as const;
    const lint = { statements: 9, suppressed: 0, migrations: ["0001_a", "0002_b"] };
    const unread = [{ file: "drizzle/0002_b.sql", line: 1, why: "a DO block in another language" }];
    const textOf = (report: Partial<CheckReport>) =>
      writers.terminal.report({ ...checkReportOf(same), verdict: "dangerous", ...report }, plain);
    const findings = damage === undefined ? [] : [{ ...damage, code }];
    const text = textOf({ lint: { ...lint, unread }, findings });
    expect(text).toMatch(/^DANGEROUS {2}see the errors before anything is deployed/);
    expect(text).toContain("\nRead 9 statements of 2 migrations; 1 could not be read whole.\n");
    const drops = damage === undefined ? [] : [{ ...damage, code: "history/drop-made-again" as const }];
    expect(textOf({ verdict: "damaged", findings: [...findings, ...drops] })).toMatch(/^DAMAGED {2}what is dropped/);
    expect(textOf({ lint: { ...lint, unread: [], statements: 0, migrations: [] } })).not.toContain("Read ");
  });

  test("tells of a status the table first, what is wrong next, and last what comes with the next deploy", () => {
    const options = { ...plain, reproduce: "npx holdfast status drizzle --url env:PROD" };
    expect(
      writers.terminal.report(statusReportOf(same), options),
    ).toBe(`UNTRUE  ledger, files and schema do not agree: see the errors below before the next deploy
drizzle: 17 migrations; drizzle.__drizzle_migrations of app@db.example.org:5432/shop: 14 rows

  migration      ledger        schema          next migrate
  0000_old       applied       in effect
  … 6 more       applied       in effect
  0007_old       applied       in effect
  0008_rows      applied       no trace
  0009_lead      applied       NOT THERE
  0010_notes     edited        cannot be told
  0011_again     applied       in effect       runs again
  0012_flags     out-of-order  not there       skipped for ever
  0013_status    pending       IN EFFECT       runs, and may fail
  0014_half      failed        IN PART         runs, and may fail
  0015_owner     pending       not there       runs
  0016_broken    pending       not compared    runs
  (rows 21, 22)  future

Other ledgers
  public.schema_migrations  of no known tool  20 rows, last 026
  other.__steps  drizzle  2 rows, last 2025-01-10
  app._migrations  prisma  may not be read

Errors (1)
  ledger/recorded-without-effect
    0009_lead  what is wrong
    → What to do.

The next migrate (drizzle-orm 0.45.4 of the project) runs 0011_again, 0013_status, 0014_half and 1 more, and passes over 0012_flags.
The schema is nearest to what 0010_notes leaves: 3 differences, which \`holdfast drift\` lists.
No trace: 1 migration of rows, grants or comments only. Whether they ran is not seen.
Cannot be told: what 1 migration made was changed again later, or stood there before.
Read only; PostgreSQL 16.4, replayed on PostgreSQL 16.4, postgres:16; 3.1 s.
Again: npx holdfast status drizzle --url env:PROD
`);
  });

  test("says in the headline of a status what its verdict is about", () => {
    const report: StatusReport = { ...statusReportOf(same), verdict: "applied", findings: [], migrations: [] };
    const next = { ...report.next, runs: [] };
    const ahead: StatusReport["migrations"] = [
      { migration: null, rows: ["21"], ledger: "future", schema: null, next: null },
    ];
    const headline = (more: Partial<StatusReport>) =>
      writers.terminal.report({ ...report, ...more }, plain).split("\n")[0];
    const failed = { ...statusReportOf(same).findings[0], code: "history/replay-failed" } as Finding;
    expect([
      headline({ nearest: { after: "0016_last", differences: 0 } }),
      headline({}),
      headline({ verdict: "behind" }),
      headline({ verdict: "behind", next, migrations: ahead }),
      headline({ verdict: "unproven", replayedOn: null }),
      headline({ verdict: "unproven", findings: [failed] }),
      headline({ verdict: "unproven" }),
    ]).toEqual([
      "APPLIED  every migration is recorded, and the schema shows it",
      "APPLIED  every migration is recorded and there, and something else changed the schema",
      "BEHIND  what is recorded is true, and 4 migrations will run with the next migrate",
      "BEHIND  this folder is behind the database: a newer release was deployed there",
      "UNPROVEN  only files and ledger were read: whether the schema has what is recorded is not known",
      "UNPROVEN  the history does not replay, and so the schema was not held against all of it",
      "UNPROVEN  the schema was held against one of another version of PostgreSQL",
    ]);
  });

  test("tells of a snapshot where it is and what is in it", () => {
    const options = { ...plain, reproduce: "npx holdfast snapshot drizzle --url env:PROD" };
    const report = snapshotReportOf(same);
    expect(writers.terminal.report(report, options)).toBe(`WRITTEN  holdfast/schema.json
app@db.example.org:5432/shop: 23 tables, 188 columns

Warnings (1)
  snapshot/without-statistics
    statistics  what is wrong
    → What to do.

Statistics of 22 tables, and no value of any row.
Read only; PostgreSQL 16.4; 3.1 s.
Again: npx holdfast snapshot drizzle --url env:PROD
`);
    expect(writers.terminal.report({ ...report, verdict: "unchanged", file: null }, options)).toMatch(
      /^UNCHANGED {2}stdout says the same already\n/,
    );
  });

  test("tells of a drift and a baseline what they are about, and how to go on", () => {
    const drift = writers.terminal.report(driftReportOf(same), plain);
    expect(drift).toMatch(/^DRIFTED {2}1 difference between production and the history\n/);
    expect(drift).toContain("app@db.example.org:5432/shop, held against drizzle after 0013_notes");
    const baseline = writers.terminal.report(baselineReportOf(same), plain);
    expect(baseline).toMatch(/^UNCONFIRMED {2}/);
    expect(baseline).toContain("  0001_names  hash 0123456789…");
    expect(baseline).toContain("--confirm shop");
    const spaced = baselineReportOf(same);
    const live = { ...spaced.live, database: "it's" };
    expect(writers.terminal.report({ ...spaced, live }, plain)).toContain(String.raw`--confirm 'it'\''s'`);
  });

  test("colors when asked to, and only then", () => {
    const sequence = "\u001b[";
    expect(writers.terminal.report(reportOf(same), { ...plain, color: true })).toContain(sequence);
    expect(writers.terminal.report(reportOf(same), plain)).not.toContain(sequence);
  });

  test("tells an error with what was tried and what to do", () => {
    expect(writers.terminal.error(errorDocumentOf(same), plain)).toBe(`error There is no folder. [input/no-folder]
  while trying to find the migrations
  tried:
    - ./drizzle: not there
→ Name the folder.
`);
  });
});
