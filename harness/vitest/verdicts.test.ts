import { describe, expect, test } from "vitest";
import "./matchers.ts";
import { column, inverseLoses, report, table, wordsOf } from "./report.fixture.ts";

const unsafe = report();
const safe = report({ verdict: "safe", findings: [] });
const closed = report({ downgrade: [{ attempt: "inverse", outcome: "blocked", by: "the guard refuses it (HF001)" }] });

describe("toBlockDowngrade", () => {
  test("holds where no attempt went through", () => {
    expect(closed).toBlockDowngrade();
    expect(closed).toBlockDowngrade("inverse");
    expect(unsafe).toBlockDowngrade("old-release");
    expect(unsafe).not.toBlockDowngrade();
    expect(
      report({ downgrade: closed.downgrade, findings: [{ ...inverseLoses, severity: "note" }] }),
    ).toBlockDowngrade();
    expect(report({ downgrade: closed.downgrade, findings: [inverseLoses] })).not.toBlockDowngrade();
  });

  test("names the attempt that did, and what it loses", () => {
    const words = wordsOf(() => expect(report({ findings: [inverseLoses] })).toBlockDowngrade());
    expect(words).toContain("The way back is open: 1 attempt of 2 went through; it was to be closed.");
    expect(words).toContain("inverse      reverted: ran alter table");
    expect(words).toContain(
      "downgrade/loses-data: Going back by inverse would lose 3 values of public.projects.color.",
    );
    expect(wordsOf(() => expect(closed).not.toBlockDowngrade())).toContain(
      "The way back is closed: inverse blocked; it was not to be.",
    );
  });

  test("says nothing where nothing was tried", () => {
    const none = report({ downgrade: [{ attempt: "inverse", outcome: "not-applicable", by: "no table changed" }] });
    expect(() => expect(none).toBlockDowngrade()).toThrow(
      "No way back was tried: inverse not-applicable (no table changed).",
    );
    expect(() => expect(none).not.toBlockDowngrade()).toThrow("No way back was tried");
    expect(() => expect(unsafe).not.toBlockDowngrade("invers")).toThrow(
      'There is no attempt "invers" in the report. Near names: inverse',
    );
  });
});

describe("toBeSafe", () => {
  test("holds by the verdict", () => {
    expect(safe).toBeSafe();
    expect(unsafe).not.toBeSafe();
    expect(report({ verdict: "unproven", findings: [] })).not.toBeSafe();
  });

  test("tells what was lost, and where it ran", () => {
    const words = wordsOf(() => expect(unsafe).toBeSafe());
    expect(words).toContain("The candidate 0001_tidy is unsafe, with 1 error; it was to be safe.");
    expect(words).toMatch(
      /table +public\.projects\n +column +lead, .*\n +values +38 before, 35 lost\n +examples +id 17: Ann → NULL/,
    );
    expect(words).toContain("server     PostgreSQL 17.10, postgres:17");
    expect(wordsOf(() => expect(safe).not.toBeSafe())).toContain("The candidate 0001_tidy is safe; it was not to be.");
  });

  test("names every further object with its count", () => {
    const names = ["a", "b", "c", "d"];
    const columns = names.map((name) => column(name, { outcome: "lost", lost: 7 }));
    const findings = names.map((name) => ({
      code: "survival/column-lost" as const,
      severity: "error" as const,
      object: `public.t.${name}`,
      message: "…",
      remedy: "…",
    }));
    const words = wordsOf(() => expect(report({ findings, survival: [table("public.t", { columns })] })).toBeSafe());
    expect(words).toContain("also    public.t.d: 7 of 40 values lost");
  });
});
