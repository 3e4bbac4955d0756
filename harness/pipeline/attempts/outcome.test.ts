import { describe, expect, test } from "vitest";
import { catalog, factsOf, table } from "../../checks/evidence.fixture.ts";
import { outcomeOf, type Standing } from "./outcome.ts";

const rows = [
  { id: "1", sha256: "a", when: 1, name: null },
  { id: "2", sha256: "b", when: 2, name: null },
];
const people = catalog([table()]);
const live: Standing = { facts: factsOf(people, { ledger: rows }), recorded: new Set(["0000_a", "0001_b"]) };
const rewound: Standing = { facts: factsOf(people, { ledger: rows.slice(0, 1) }), recorded: new Set(["0000_a"]) };
const otherRows: Standing = {
  ...live,
  facts: { ...live.facts, fingerprints: { 100: { rows: 2, columns: {}, whole: null } } },
};
const otherSchema: Standing = { ...rewound, facts: factsOf(catalog([]), { ledger: rows.slice(0, 1) }) };
const again: Standing = {
  ...live,
  facts: factsOf(people, { ledger: rows.map((row) => ({ ...row, id: `1${row.id}` })) }),
};
const drawn = (next: string): Standing => {
  const ids = { oid: 7, schema: "public", name: "ids", owned: true, cycle: false };
  const sequence = { ...ids, start: "1", increment: "1", min: "1", max: "9", next };
  return { ...live, facts: { ...live.facts, catalog: { ...people, sequences: [sequence] } } };
};
const more: Standing = { ...live, facts: factsOf(people, { ledger: [...rows, ...rows] }) };

describe("an attempt that was refused", () => {
  test("is blocked where nothing changed", () => expect(outcomeOf(true, live, live)).toBe("blocked"));
  test("is half where rows changed", () => expect(outcomeOf(true, live, otherRows)).toBe("half"));
  test("is half where only the ledger changed", () => expect(outcomeOf(true, live, rewound)).toBe("half"));
  test("is half where the ledger says the same in other rows", () => expect(outcomeOf(true, live, again)).toBe("half"));
  test("is blocked where what was rolled back has drawn from a sequence", () =>
    expect(outcomeOf(true, drawn("4"), drawn("6"))).toBe("blocked"));
  test("is half where a sequence went back", () => expect(outcomeOf(true, drawn("4"), drawn("1"))).toBe("half"));
});

describe("an attempt that reports success", () => {
  test("is no-op where nothing changed", () => expect(outcomeOf(false, live, live)).toBe("no-op"));
  test("is no-op where the candidate was recorded again, and did nothing", () =>
    expect(outcomeOf(false, live, again)).toBe("no-op"));
  test("is pretended where only the ledger says that it is undone", () =>
    expect(outcomeOf(false, live, rewound)).toBe("pretended"));
  test("is reverted where the schema changed", () => expect(outcomeOf(false, live, otherSchema)).toBe("reverted"));
  test("is reverted where rows changed", () => expect(outcomeOf(false, live, otherRows)).toBe("reverted"));
  test("is reverted where the ledger has more rows", () => expect(outcomeOf(false, live, more)).toBe("reverted"));
});
