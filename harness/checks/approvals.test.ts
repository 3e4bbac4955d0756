import { describe, expect, test } from "vitest";
import type { Approval, Evidence } from "../model/evidence.ts";
import type { GivenPermit } from "../model/guard.ts";
import { candidate, catalog, column, evidence, standing, table, unharmed } from "./evidence.fixture.ts";
import { checks, judge } from "./index.ts";

describe("approvals", () => {
  const lost = catalog([table({ columns: [column(1, "id")] })]);
  const approval: Approval = {
    migration: candidate.id,
    file: "holdfast/0001_candidate.json",
    sha256: candidate.sha256,
    object: "public.people.name",
    code: null,
    reason: "unused",
    owner: "@team",
    expires: "2026-01-01",
  };
  const codes = (approvals: readonly Approval[]) =>
    judge(evidence(standing, lost, {}, { approvals })).map(({ finding }) => `${finding.severity} ${finding.code}`);

  test("make an accepted loss a note, on their last day too", () => {
    expect(codes([approval])).toEqual(["note survival/column-lost"]);
  });

  test.for([
    ["expired", { expires: "2025-12-31" }, ["error declaration/expired", "error survival/column-lost"]],
    ["bound to another file", { sha256: "c".repeat(64) }, ["error declaration/checksum", "error survival/column-lost"]],
    ["used by nothing", { object: "public.people.id" }, ["error declaration/unused", "error survival/column-lost"]],
    [
      "for the table, not the column",
      { object: "public.people" },
      ["error declaration/unused", "error survival/column-lost"],
    ],
    [
      "for another code",
      { code: "survival/values-altered" },
      ["error declaration/unused", "error survival/column-lost"],
    ],
  ] as const)("that are %s are errors, and the loss stands", ([, change, expected]) => {
    expect(codes([{ ...approval, ...change }])).toEqual(expected);
  });
});

describe("approvals of what a guard refuses", () => {
  const lost = catalog([table({ columns: [column(1, "id")] })]);
  const approval: Approval = {
    migration: candidate.id,
    file: "holdfast/0001_candidate.json",
    sha256: candidate.sha256,
    object: "public.people.name",
    code: "guard/drop",
    reason: "copied",
    owner: "@team",
    expires: "2026-01-01",
  };
  const permit: GivenPermit = {
    id: 1,
    action: "drop",
    object: ["public", "people", "name"],
    migration: candidate.id,
    sha256: candidate.sha256,
    ledgerKey: null,
    reason: "copied",
    owner: "@team",
    expires: "2026-01-01",
    used: { at: "2026-01-01", by: "app" },
  };
  const told = (more: Partial<Evidence>, after = standing) =>
    judge(evidence(standing, after, {}, { approvals: [approval], ...more })).map(
      ({ finding }) => `${finding.severity} ${finding.code}`,
    );

  test("are used where a permit was, or where one would have been", () => {
    expect(told({ drops: ["public.people.name"] })).toEqual([]);
    expect(told({ guard: { setting: "installed", permits: [permit] } })).toEqual([]);
  });

  test("are unused where the permit that was used lets something else be done to the object", () => {
    const other = { setting: "installed", permits: [{ ...permit, action: "truncate" }] } as const;
    expect(told({ drops: ["public.people.name"], guard: other })).toEqual(["error declaration/unused"]);
  });

  test("are unused where nothing is dropped, or the permit is left", () => {
    expect(told({})).toEqual(["error declaration/unused"]);
    const left = { setting: "installed", permits: [{ ...permit, used: null }] } as const;
    expect(told({ drops: ["public.people.name"], guard: left })).toEqual(["error declaration/unused"]);
  });

  test("accept no loss", () => {
    expect(told({ drops: ["public.people.name"] }, lost)).toEqual(["error survival/column-lost"]);
  });
});

describe("a candidate that the guard refuses", () => {
  const failure = {
    sqlstate: "HF001",
    message: "the guard refuses to drop table public.people",
    detail: null,
    hint: null,
    schema: "public",
    table: "people",
    column: "",
    constraint: "holdfast_guard",
  };
  const refused = (sqlstate: string, drops: readonly string[] = []) => {
    const of = { failure: { ...failure, sqlstate }, statement: null, atCommit: false, rows: null };
    return checks["candidate-runs"]?.({ ...unharmed, failure: of, drops }).map(({ finding }) => finding);
  };

  test("is told with the object, what else it drops, and the approval to write", () => {
    expect(refused("HF001", ["public.people", "public.notes", "public.notes.body"])).toEqual([
      expect.objectContaining({
        code: "candidate/failed",
        object: "public.people",
        message:
          "The candidate fails: the guard refuses to drop table public.people (SQLSTATE HF001). Nor are public.notes, public.notes.body approved, which it drops or empties as well.",
        remedy: expect.stringContaining(
          `holdfast/0001_candidate.json with {"migration":"0001_candidate","sha256":"${candidate.sha256}"`,
        ),
      }),
    ]);
  });

  test("is told what a permit is bound to, and that the guard stays", () => {
    expect(refused("HF003")?.[0]?.remedy).toContain("--unbound");
    expect(refused("HF002")?.[0]?.remedy).toContain("only who owns the guard");
  });
});

describe("approvals of lost protection", () => {
  const policed = evidence(catalog([table({ rowSecurity: true })]), standing, { rows: { after: 2, lost: 1 } });
  const codes = (code: string | null) => {
    const approval = { object: "public.people", code, reason: "spam", owner: "@team", expires: "2026-01-01" };
    const file = { migration: candidate.id, file: "holdfast/0001_candidate.json", sha256: candidate.sha256 };
    return judge({ ...policed, approvals: [{ ...file, ...approval }] }).map(
      (j) => `${j.finding.severity} ${j.finding.code}`,
    );
  };

  test("are not what accepts the loss of the table's rows", () => {
    expect(codes(null)).toEqual(["error protection/row-security-lost", "note survival/rows-lost"]);
  });

  test("name the finding's code, and accept nothing else", () => {
    expect(codes("protection/row-security-lost")).toEqual([
      "error survival/rows-lost",
      "note protection/row-security-lost",
    ]);
  });
});
