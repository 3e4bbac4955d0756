import { describe, expect, test } from "vitest";
import "./matchers.ts";
import { column, leadLost, report, table, wordsOf } from "./report.fixture.ts";

const unsafe = report();

describe("toLose", () => {
  test("holds for what was lost, by the number of it", () => {
    expect(unsafe).toLose("public.projects.lead");
    expect(unsafe).toLose("public.projects.lead", { values: 35 });
    expect(unsafe).toLose("public.sessions", { rows: 12 });
    expect(unsafe).not.toLose("public.projects.id");
    expect(unsafe).not.toLose("public.projects");
  });

  test("holds for a table that is gone, also an empty one", () => {
    const rows = { before: 0, after: 0, lost: 0 };
    expect(report({ survival: [table("public.gone", { now: null, rows })] })).toLose("public.gone", { rows: 0 });
  });

  test("counts what stood in lost rows as lost, and an approved loss too", () => {
    const rows = { before: 40, after: 28, lost: 12 };
    const approved = column("code", { outcome: "approved", now: null, lost: 40 });
    const both = report({
      survival: [table("public.a", { rows, columns: [column("b")] }), table("public.c", { columns: [approved] })],
    });
    expect(both).toLose("public.a.b", { values: 0 });
    expect(both).toLose("public.c.code", { values: 40 });
  });

  test("tells table, column, counts, three examples, statement and remedy", () => {
    expect(wordsOf(() => expect(unsafe).toLose("public.projects.lead", { values: 200 }))).toBe(
      `public.projects.lead lost 35 of 38 values; it was to lose exactly 200.

  table      public.projects
  column     lead, which is gone (lost)
  values     38 before, 35 lost
  examples   id 17: Ann → NULL
             id 18: Ann → NULL
             id 19: Ann → NULL
  rows       40 before, 40 after, 0 lost
  error      survival/column-lost: The column is gone, with 38 values.
  statement  drizzle/0001_tidy.sql:2:1
             ALTER TABLE projects DROP COLUMN lead
  remedy     Rename the column instead.`,
    );
    expect(wordsOf(() => expect(unsafe).toLose("public.projects.id"))).toContain(
      "lost nothing of 40 values; it was to lose some.",
    );
    expect(wordsOf(() => expect(unsafe).not.toLose("public.sessions"))).toContain(
      "lost 12 of 40 rows; it was not to lose any.",
    );
  });

  test("tells what was lost before what could not be shown", () => {
    const gap = {
      code: "coverage/column",
      severity: "error",
      object: leadLost.object,
      message: "…",
      remedy: "…",
    } as const;
    const both = report({ findings: [gap, leadLost] });
    const ordered = /survival\/column-lost.*coverage\/column/s;
    expect(wordsOf(() => expect(both).toPreserveColumn("public.projects.lead"))).toMatch(ordered);
    expect(wordsOf(() => expect(both).toBeSafe())).toMatch(ordered);
  });

  test("takes no count that does not fit, and none behind not", () => {
    expect(() => expect(unsafe).toLose("public.sessions", { values: 12 })).toThrow(
      "public.sessions is a table, which loses rows.",
    );
    expect(() => expect(unsafe).toLose("public.projects.lead", { rows: 1 })).toThrow(
      "is a column, which loses values.",
    );
    expect(() => expect(unsafe).not.toLose("public.projects.lead", { values: 200 })).toThrow(
      ".not.toLose takes no count.",
    );
  });
});

describe("toPreserveRows", () => {
  test("holds where every row is still there", () => {
    expect(unsafe).toPreserveRows("public.projects");
    expect(unsafe).not.toPreserveRows("public.sessions");
    expect(
      report({ survival: [table("public.gone", { now: null, rows: { before: 1, after: 0, lost: 1 } })] }),
    ).not.toPreserveRows("public.gone");
  });

  test("says how many are not", () => {
    expect(wordsOf(() => expect(unsafe).toPreserveRows("public.sessions"))).toBe(
      "public.sessions lost 12 of 40 rows; it was to keep all.\n\n  table  public.sessions\n  rows   40 before, 28 after, 12 lost",
    );
    expect(wordsOf(() => expect(unsafe).not.toPreserveRows("public.projects"))).toContain(
      "public.projects kept all 40 rows; it was not to.",
    );
  });

  test("a table without rows shows nothing, either way", () => {
    const empty = report({ survival: [table("public.empty", { rows: { before: 0, after: 0, lost: 0 } })] });
    expect(() => expect(empty).toPreserveRows("public.empty")).toThrow("public.empty held no row before the candidate");
    expect(() => expect(empty).not.toPreserveRows("public.empty")).toThrow(
      "public.empty held no row before the candidate",
    );
    expect(() => expect(unsafe).toPreserveRows("public.projects.id")).toThrow("public.projects.id is not a table.");
  });
});

describe("toPreserveColumn", () => {
  test.for(["kept", "renamed", "converted", "moved", "filled"])("holds for a column that is %s", (outcome) => {
    expect(
      report({ findings: [], survival: [table("public.a", { columns: [column("b", { outcome })] })] }),
    ).toPreserveColumn("public.a.b");
  });

  test.for(["lost", "altered", "approved", "becomes", "something new"])(
    "does not hold for one that is %s",
    (outcome) => {
      expect(
        report({ findings: [], survival: [table("public.a", { columns: [column("b", { outcome })] })] }),
      ).not.toPreserveColumn("public.a.b");
    },
  );

  test("does not hold when rows went, or when a check found harm", () => {
    const rows = { before: 40, after: 28, lost: 12 };
    const thinned = report({ survival: [table("public.a", { rows, columns: [column("b")] })] });
    expect(wordsOf(() => expect(thinned).toPreserveColumn("public.a.b"))).toContain(
      "public.a.b lost 12 rows of its table, and 0 of 40 values; it was to keep all.",
    );
    const finding = {
      code: "survival/name-reused",
      severity: "error",
      object: "public.a.b",
      message: "…",
      remedy: "…",
    } as const;
    const reused = report({ findings: [finding], survival: [table("public.a", { columns: [column("b")] })] });
    expect(reused).not.toPreserveColumn("public.a.b");
  });

  test("a column without values shows nothing, either way", () => {
    expect(() => expect(unsafe).toPreserveColumn("public.projects.note")).toThrow("public.projects.note held no value");
    expect(() => expect(unsafe).not.toPreserveColumn("public.projects.note")).toThrow(
      "public.projects.note held no value",
    );
    expect(() => expect(unsafe).toPreserveColumn("public.projects")).toThrow("public.projects is not a column.");
  });
});

describe("a name that nothing bears", () => {
  test.for([
    ["toLose", "public.projects.leed"],
    ["toPreserveRows", "public.project"],
    ["toPreserveColumn", "projects.lead"],
  ] as const)("is an error of %s in both directions", ([matcher, name]) => {
    const words = /^There is no table or column "[a-z.]+" in the report\. Near names: .*public\.projects/;
    expect(() => expect(unsafe)[matcher](name)).toThrow(words);
    expect(() => expect(unsafe).not[matcher](name)).toThrow(words);
  });

  test("may be a column of a table that is gone as a whole", () => {
    const gone = report({ survival: [table("public.gone", { now: null })] });
    expect(() => expect(gone).not.toLose("public.gone.a")).toThrow("The table public.gone is gone as a whole");
  });

  test("is not looked for when nothing was compared", () => {
    const failed = report({ survival: [], downgrade: [] });
    expect(() => expect(failed).not.toLose("public.projects.lead")).toThrow(
      "Nothing was compared: survival/column-lost: The column is gone, with 38 values.",
    );
    expect(() => expect(failed).toBlockDowngrade()).toThrow("Nothing was compared");
  });
});

test("hostile text cannot leave its line", () => {
  const examples = [{ key: { id: "1" }, before: "\u001b[2J\n::error::gone", after: null }];
  const hostile = report({
    survival: [table("public.t", { columns: [column("c", { outcome: "lost", lost: 1, examples })] })],
  });
  const words = wordsOf(() => expect(hostile).toPreserveColumn("public.t.c"));
  expect(words).toContain("id 1: \\x1b[2J ::error::gone → NULL");
});

test("only a report can be asked", () => {
  // @ts-expect-error: a number has no verdict
  expect(() => expect(7).toBeSafe()).toThrow("something else than the report");
  // @ts-expect-error: nor has an object of another kind
  expect(() => expect({}).not.toLose("public.projects")).toThrow("something else than the report");
});
