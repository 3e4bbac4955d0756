import { describe, expect, test } from "vitest";
import type { ColumnCoverage, Evidence } from "../model/evidence.ts";
import { coverageSuffices } from "./coverage-suffices.ts";
import { candidate, catalog, covered, evidence, failure, standing, table, unique } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";
import { judge } from "./index.ts";

holds(coverageSuffices, [
  {
    title: "a column that could show nothing",
    of: evidence(
      standing,
      standing,
      {},
      { coverage: [{ ...covered, covered: false, missing: ["only one distinct value"] }] },
    ),
    says: ["error coverage/column public.people.name"],
  },
  {
    title: "a table that no row entered",
    of: evidence(standing, standing, {}, { coverage: [{ ...covered, rows: 0, covered: false }] }),
    says: ["error coverage/table-empty public.people"],
  },
  {
    title: "a table that no row may enter",
    of: evidence(standing, standing, {}, { coverage: [{ ...covered, rows: 0, covered: false, note: true }] }),
    says: ["note coverage/table-empty public.people"],
  },
  {
    title: "a base without any table",
    of: evidence(catalog([]), standing),
    says: ["error coverage/nothing-to-lose 0001_candidate"],
  },
  {
    title: "a DELETE that touched no row",
    of: evidence(
      standing,
      standing,
      {},
      {
        effects: [
          {
            statement: {
              migration: candidate.id,
              file: candidate.file,
              sql: "delete from people",
              line: 1,
              column: 1,
            },
            change: "delete",
            schema: null,
            table: "people",
            rows: 0,
          },
        ],
      },
    ),
    says: ["warning coverage/statement-without-rows 0001_candidate"],
  },
  {
    title: "an UPDATE that changed nothing",
    of: evidence(
      standing,
      standing,
      {},
      {
        effects: [
          {
            statement: { migration: candidate.id, file: candidate.file, sql: "update people …", line: 1, column: 1 },
            change: "update",
            schema: "public",
            table: "people",
            rows: 3,
          },
        ],
      },
    ),
    says: ["warning coverage/statement-without-effect 0001_candidate"],
  },
]);

describe("what is not covered names the lines of config that would supply rows", () => {
  const id = {
    ...covered,
    column: "id",
    type: "integer",
    required: true,
    covered: false,
    missing: ["no row"],
    rows: 0,
  };
  const remedies = (coverage: readonly ColumnCoverage[], before = standing, more: Partial<Evidence> = {}) =>
    judge(evidence(before, before, {}, { coverage, ...more })).map(
      ({ finding }) => `${finding.object}: ${finding.remedy}`,
    );

  test("of a column", () => {
    expect(remedies([{ ...covered, column: "odd name", covered: false, missing: ["no empty string"] }])).toEqual([
      'public.people.odd name: Give such values in holdfast.config.ts: seed: { tables: { "public.people": { columns: { "odd name": ["…", …] } } } }.',
    ]);
  });

  test("where the wishes came from: another file, or a scenario", () => {
    const remedy = (source: string, key: string | null) =>
      remedies([{ ...covered, covered: false, missing: ["no value"] }], standing, { wishes: { source, key } }).join();
    expect(remedy("other.ts", "seed")).toMatch(/Give such values in other\.ts: seed: \{ tables: \{ .* \} \} \}\.$/);
    expect(remedy("the scenario's options", null)).toMatch(
      /Give such values in the scenario's options: tables: \{ .* \} \}\.$/,
    );
  });

  test("none where the rows were copied: they are nobody's to choose", () => {
    const coverage = [
      { ...covered, column: "name", covered: false, missing: ["no value"] },
      { ...id, table: "towns" },
    ];
    expect(remedies(coverage, standing, { wishes: null })).toEqual([
      expect.stringMatching(/^public\.people\.name: Run verify without --from, too/),
      expect.stringMatching(/^public\.towns: Run verify without --from, too/),
    ]);
    const refused = { failure: { ...failure, sqlstate: "42501" }, statement: null, atCommit: false, rows: null };
    const [judged] = judge(evidence(standing, standing, {}, { failure: refused, wishes: null }));
    expect(judged?.finding.remedy).toContain("On a copy it runs as one that owns");
  });

  test("of a table, with the columns that a row has to bring", () => {
    const born = { ...id, column: "born", type: "timestamp with time zone" };
    expect(remedies([id, born, { ...id, column: "name", type: "text", required: false }])).toEqual([
      'public.people: Give rows that it takes, in holdfast.config.ts: seed: { tables: { "public.people": { list: [{ id: 1, born: "2024-02-29" }] } } }. If it stays empty in production, too: seed: { tables: { "public.people": { rows: 0 } } }.',
    ]);
  });

  test("of a table whose parent is empty, the parent's", () => {
    const references = { relation: 900, columns: [1], onDelete: "cascade", matchFull: false } as const;
    const key = { ...unique, name: "people_id_fkey", kind: "foreign", columns: [1], references } as const;
    const parent = table({ oid: 900, name: "accounts", constraints: [] });
    const both = catalog([table({ constraints: [key] }), parent]);
    expect(remedies([{ ...id, table: "accounts" }, id], both)).toEqual([
      expect.stringContaining("public.accounts: Give rows that it takes"),
      "public.people: Give rows for public.accounts first.",
    ]);
  });
});
