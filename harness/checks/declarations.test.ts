import { describe, expect, test } from "vitest";
import type { Expectation, Measured } from "../model/declaration.ts";
import type { Approval, Evidence } from "../model/evidence.ts";
import { candidate, catalog, column, evidence, table } from "./evidence.fixture.ts";
import { declaredOutcomes, judge, verdict } from "./index.ts";

const of = { migration: candidate.id, file: "holdfast/0001_candidate.json" };
const lower: Expectation = { ...of, kind: "becomes", object: "public.people.name", expression: "lower(name)" };
const old: Expectation = { ...of, kind: "deleted", object: "public.people", predicate: "id < 2" };
const renumbered: Expectation = { ...of, kind: "rekeyed", object: "public.people", key: { id: "id + 1" } };

function moved(name: string, to = `public.others.${name}`): Expectation {
  return { ...of, kind: "movedTo", object: `public.people.${name}`, to, key: { id: "id" }, becomes: null };
}

function measured(expectation: Expectation, more: Partial<Measured> = {}): Measured {
  return { expectation, rows: 3, changed: 2, wrong: 0, examples: [], problem: null, ...more };
}

const altered = { columns: { 2: { changed: 2, examples: [{ key: { id: "1" }, before: "Ann", after: "ann" }] } } };

/** What was found of people whose names were altered, and of what is declared. */
function found(
  all: readonly Measured[],
  changed: Parameters<typeof evidence>[2] = altered,
  more: Partial<Evidence> = {},
) {
  const seen = evidence(catalog([table()]), catalog([table()]), changed, { measured: all, ...more });
  return { seen, findings: judge(seen).map(({ finding }) => finding) };
}

function told({ findings }: ReturnType<typeof found>): readonly string[] {
  return findings.map(({ severity, code, object }) => `${severity} ${code} ${object}`);
}

describe("what is declared and so", () => {
  test("is a note that says what is declared, and where", () => {
    const { seen, findings } = found([measured(lower)]);
    expect(findings).toMatchObject([
      {
        code: "survival/values-altered",
        severity: "note",
        message:
          "Changed 2 of 3 values (id 1: Ann → ann). Declared: becomes lower(name) (3 rows); holdfast/0001_candidate.json.",
      },
    ]);
    expect(verdict(findings)).toBe("safe");
    expect([...declaredOutcomes(seen)]).toEqual([["public.people.name", { outcome: "becomes", to: null }]]);
  });

  test("is about its object alone, and about what its kind speaks of", () => {
    const other: Expectation = { ...lower, object: "public.people.id" };
    expect(told(found([measured(other), measured(old)]))).toEqual(["error survival/values-altered public.people.name"]);
    const gone = { rows: { after: 2, lost: 1 } };
    expect(told(found([measured(old)], gone))).toEqual(["note survival/rows-lost public.people"]);
    expect(told(found([measured(lower)], gone))).toEqual(["error survival/rows-lost public.people"]);
  });

  test("goes before an approval, which then accepts nothing", () => {
    const approval: Approval = {
      ...of,
      sha256: candidate.sha256,
      object: "public.people.name",
      code: null,
      reason: "meant",
      owner: "@team",
      expires: "2027-01-01",
    };
    expect(told(found([measured(lower)], altered, { approvals: [approval] }))).toEqual([
      "error declaration/unused public.people.name",
      "note survival/values-altered public.people.name",
    ]);
  });

  test("of a key is about the columns of the key, as they were called", () => {
    const now = table({ columns: [column(1, "number"), column(2, "name")] });
    const keyed: Expectation = { ...renumbered, key: { number: "id + 1" } };
    const seen = evidence(
      catalog([table()]),
      catalog([now]),
      { columns: { ...altered.columns, 1: { changed: 3 } } },
      { measured: [measured(keyed)] },
    );
    const findings = judge(seen).map(({ finding: { severity, object } }) => `${severity} ${object}`);
    expect(findings).toEqual(["error public.people.name", "note public.people.id"]);
    expect([...declaredOutcomes(seen).keys()]).toEqual(["public.people.id"]);
  });

  test("of all that a table held lets the table go; of a part of it, it does not", () => {
    const lost = (all: readonly Measured[]) => {
      const seen = evidence(catalog([table()]), catalog([]), {}, { measured: all });
      return judge(seen).map(({ finding: { severity, code } }) => `${severity} ${code}`);
    };
    expect(lost([measured(moved("id")), measured(moved("name"))])).toEqual(["note survival/table-lost"]);
    expect(lost([measured(moved("name"))])).toEqual(["error survival/table-lost"]);
    expect(lost([measured(moved("id"), { wrong: 1 }), measured(moved("name"))])).toContain("error survival/table-lost");
  });

  test("of a column of a table without a key is about whole rows, too", () => {
    const bag = table({ indexes: [] });
    const seen = evidence(catalog([bag]), catalog([bag]), { shuffled: 2 }, { measured: [measured(lower)] });
    expect(judge(seen).map(({ finding }) => `${finding.severity} ${finding.code}`)).toEqual([
      "note survival/rows-altered",
    ]);
    expect(told(found([measured(lower)], { shuffled: 2 }))).toEqual(["error survival/rows-altered public.people"]);
  });
});

describe("what is declared and not so", () => {
  const example = { key: { id: "2" }, expected: "bob ", found: null };

  test("leaves the loss as it is, and shows the first row that is otherwise", () => {
    const said = found([measured(lower, { wrong: 1, examples: [example] })]);
    expect(told(said)).toEqual([
      "error declaration/not-met public.people.name",
      "error survival/values-altered public.people.name",
    ]);
    expect(said.findings[0]?.message).toBe(
      'holdfast/0001_candidate.json says of public.people.name: becomes lower(name). 1 row is otherwise, of 3 (id 2: expected "bob ", found NULL).',
    );
    expect(verdict(said.findings)).toBe("unsafe");
  });

  test("of rows that are gone says which, and whether they were to go", () => {
    const { findings } = found(
      [measured(old, { wrong: 2, examples: [{ key: { id: "5" }, expected: "kept", found: "gone" }] })],
      {},
    );
    expect(findings.map(({ message }) => message)).toEqual([
      "holdfast/0001_candidate.json says of public.people: deleted where id < 2. 2 rows are otherwise (id 5: expected kept, found gone).",
    ]);
  });

  test.each([
    [
      "did not happen",
      { changed: 0, wrong: 1, examples: [example] },
      "declaration/without-effect",
      "unsafe",
      /none of 3 rows was changed \(id 2: expected "bob ", found NULL\)/,
    ],
    [
      "no row could show",
      { rows: 0, changed: 0 },
      "coverage/declaration-without-rows",
      "unproven",
      /No row could show it/,
    ],
    [
      "cannot be asked",
      { rows: 0, changed: 0, problem: "division by zero (SQLSTATE 22012)" },
      "declaration/impossible",
      "unsafe",
      /division by zero/,
    ],
  ] as const)("and %s is said so", (_, more, code, becomes, message) => {
    const { findings } = found([measured(lower, more)], {});
    expect(findings).toMatchObject([{ code, severity: "error", object: "public.people.name" }]);
    expect(findings[0]?.message).toMatch(message);
    expect(verdict(findings)).toBe(becomes);
  });

  test("for it was written for another version of the migration, is said once for each file", () => {
    const declarations = [{ ...of, sha256: "c".repeat(64), expect: [lower, old] }];
    expect(told(found([], altered, { declarations }))).toEqual([
      "error declaration/checksum 0001_candidate",
      "error survival/values-altered public.people.name",
    ]);
    const approval = {
      ...of,
      sha256: "c".repeat(64),
      object: "public.people.name",
      code: null,
      reason: "meant",
      owner: "@team",
      expires: "2027-01-01",
    };
    expect(told(found([], altered, { declarations, approvals: [approval] }))).toEqual([
      "error declaration/checksum public.people.name",
      "error survival/values-altered public.people.name",
    ]);
  });
});
