import { describe, expect, test } from "vitest";
import type { FindingCode } from "../model/codes.ts";
import type { CandidateFailure, ColumnCoverage, Evidence } from "../model/evidence.ts";
import type { Finding, Severity } from "../model/finding.ts";
import { guardStates } from "../model/guard.ts";
import type { Statement } from "../model/history.ts";
import { type Changed, catalog, column, evidence, table, userType } from "./evidence.fixture.ts";
import { type Read, readAgainstRan } from "./read-against-ran.ts";

const types = [
  userType({}),
  userType({ oid: 901, name: "_status", kind: "array", base: 900 }),
  userType({ oid: 902, name: "unused" }),
];
const people = table({
  columns: [column(1, "id"), column(2, "name"), column(3, "age", { type: "status[]", typeOid: 901 })],
});
const orders = table({ oid: 200, name: "orders" });
const standing = catalog([people, orders], { types });

function statement(line: number, sql: string, migration = "0001_candidate"): Statement {
  return { migration, file: `drizzle/${migration}.sql`, line, column: 1, sql };
}

const [first, second] = [statement(1, "alter table people …"), statement(3, "update people …")];

function finding(code: FindingCode, object: string, of: Statement | null, severity: Severity = "error"): Finding {
  const at = of === null ? {} : { at: { file: of.file, line: of.line, column: of.column, statement: of.sql } };
  return { code, severity, object, message: `${code} says.`, remedy: "Do not.", ...at };
}

const rules: Read["rules"] = {
  "lint/drop-column": { about: "destructive", settledBy: ["survival"] },
  "lint/delete-all": { about: "destructive", settledBy: ["survival"] },
  "lint/narrow-type": { about: "lossy", settledBy: ["survival", "candidate"] },
  "lint/set-not-null": { about: "data", settledBy: ["candidate"], needs: "null" },
  "lint/add-unique": { about: "data", settledBy: ["candidate"], needs: "repeated" },
  "lint/add-check": { about: "data", settledBy: ["candidate"] },
  "lint/drop-policy": { about: "destructive", settledBy: ["protection"] },
  "lint/rename-in-use": { about: "deploy", settledBy: [] },
  "lint/validate-at-once": { about: "deploy", settledBy: ["candidate"] },
};

function covered(of: { readonly name: string }, name: string, more: Partial<ColumnCoverage> = {}): ColumnCoverage {
  return {
    schema: "public",
    table: of.name,
    column: name,
    rows: 40,
    nulls: 4,
    distinct: 20,
    covered: true,
    type: "text",
    required: false,
    witnesses: { placed: 0, refused: [] },
    note: false,
    missing: [],
    because: null,
    ...more,
  };
}

const all = [people, orders].flatMap((one) => one.columns.map(({ name }) => covered(one, name)));

function run(more: Partial<Evidence> = {}, changed: Changed = {}): Evidence {
  return evidence(standing, standing, changed, { coverage: all, ...more });
}

const failure = {
  sqlstate: "23502",
  message: "null value",
  detail: null,
  hint: null,
  schema: "public",
  table: "people",
  column: "age",
  constraint: null,
};

function failed(at: Statement | null, atCommit = false): Partial<Evidence> {
  const of: CandidateFailure = { failure, statement: at, atCommit, rows: null };
  return { failure: of, after: null, matching: null, comparisons: [] };
}

interface Case {
  readonly read: readonly Finding[];
  readonly ran?: readonly Finding[];
  readonly suppressed?: readonly Finding[];
  readonly of?: Evidence;
  readonly statements?: readonly Statement[];
}

function joined({ read, ran = [], suppressed = [], of = run(), statements = [first, second] }: Case) {
  return readAgainstRan(of, ran, { findings: read, suppressed, rules, statements });
}

/** "error survival/column-lost public.people.name confirmed by lint/drop-column" */
function told(of: Case): readonly string[] {
  return joined(of).map(({ severity, code, object, proof, rules: by = [] }) =>
    [severity, code, object, ...(proof === undefined ? [] : [proof]), ...(by.length === 0 ? [] : ["by", ...by])].join(
      " ",
    ),
  );
}

const [drop, lost] = ["lint/drop-column", "survival/column-lost"] as const;
const name = "public.people.name";

describe("what a rule foretold and running showed", () => {
  test("is one finding, that of the run, with its own words", () => {
    const ran = finding(lost, name, first);
    expect(joined({ read: [finding(drop, name, first)], ran: [ran] })).toEqual([
      { ...ran, proof: "confirmed", rules: [drop] },
    ]);
  });

  test("stays a note where the loss was approved", () => {
    expect(told({ read: [finding(drop, name, first)], ran: [finding(lost, name, first, "note")] })).toEqual([
      `note ${lost} ${name} confirmed by ${drop}`,
    ]);
  });

  test("is joined object by object where one statement has two", () => {
    const read = [finding(drop, name, first), finding(drop, "public.people.age", first)];
    expect(told({ read, ran: [finding(lost, "public.people.age", first)] })).toEqual([
      `error ${lost} public.people.age confirmed by ${drop}`,
      `note ${drop} ${name} refuted`,
    ]);
  });

  test("is one finding for two statements that do it to one object", () => {
    const read = [
      finding("lint/delete-all", "public.people", first),
      finding("lint/delete-all", "public.people", second),
    ];
    expect(told({ read, ran: [finding("survival/rows-lost", "public.people", first)] })).toEqual([
      "error survival/rows-lost public.people confirmed by lint/delete-all",
    ]);
  });

  test("is no proof of an earlier statement", () => {
    const read = [finding("lint/narrow-type", name, first), finding(drop, name, second)];
    expect(told({ read, ran: [finding(lost, name, second)] })).toEqual([
      `error ${lost} ${name} confirmed by ${drop}`,
      `warning lint/narrow-type ${name}`,
    ]);
  });

  test("is found where a cascade took another table's rows, too", () => {
    const read = [finding("lint/delete-all", "public.people", first)];
    const ran = [
      finding("survival/rows-lost", "public.people", first),
      finding("survival/rows-lost", "public.orders", first),
    ];
    expect(told({ read, ran })).toEqual([
      "error survival/rows-lost public.orders confirmed by lint/delete-all",
      "error survival/rows-lost public.people confirmed by lint/delete-all",
    ]);
  });

  test("is found under the name that the candidate gave the object before", () => {
    expect(told({ read: [finding(drop, "public.people.called", first)], ran: [finding(lost, name, first)] })).toEqual([
      `error ${lost} ${name} confirmed by ${drop}`,
    ]);
  });

  test("is found of a loss that no statement is known for, by its object", () => {
    expect(told({ read: [finding(drop, name, first)], ran: [finding(lost, name, null)] })).toEqual([
      `error ${lost} ${name} confirmed by ${drop}`,
    ]);
  });

  test("was foreseen also where a comment silenced the rule", () => {
    expect(told({ read: [], suppressed: [finding(drop, name, first)], ran: [finding(lost, name, first)] })).toEqual([
      `error ${lost} ${name} confirmed by ${drop}`,
    ]);
  });

  test("is told apart by the text where a tool gives statements one line", () => {
    const other = statement(1, "alter table orders …");
    const read = [finding(drop, "public.orders.name", other)];
    expect(told({ read, ran: [finding(lost, name, first)], statements: [first, other] })).toEqual([
      `error ${lost} ${name} only-ran`,
      `note ${drop} public.orders.name refuted`,
    ]);
  });
});

describe("what no rule named", () => {
  test("was found by running only", () => {
    expect(told({ read: [], ran: [finding(lost, name, first), finding("candidate/failed", name, second)] })).toEqual([
      `error candidate/failed ${name} only-ran`,
      `error ${lost} ${name} only-ran`,
    ]);
  });

  test("is another column of the statement that a rule named", () => {
    const read = [finding(drop, name, first)];
    const ran = [finding(lost, name, first), finding("survival/values-altered", "public.people.age", first)];
    expect(told({ read, ran })).toEqual([
      `error ${lost} ${name} confirmed by ${drop}`,
      "error survival/values-altered public.people.age only-ran",
    ]);
  });

  test("is what a rule of locks names", () => {
    const read = [finding("lint/rename-in-use", "public.people", first, "warning")];
    expect(told({ read, ran: [finding(lost, name, first)] })).toEqual([
      `error ${lost} ${name} only-ran`,
      "warning lint/rename-in-use public.people",
    ]);
  });

  test("is what an unread statement did, though a later one would have done the same", () => {
    const read = [finding("lint/unread", "public", first, "note"), finding("lint/delete-all", "public.people", second)];
    expect(told({ read, ran: [finding("survival/rows-lost", "public.people", first)] })).toEqual([
      "error survival/rows-lost public.people only-ran",
      "warning lint/delete-all public.people",
      "note lint/unread public",
    ]);
  });

  test("says nothing of what has nothing to do with statements", () => {
    const ran = [finding("coverage/column", name, first), finding("ledger/second-run", "0001_candidate", null)];
    expect(told({ read: [], ran })).toEqual([
      `error coverage/column ${name}`,
      "error ledger/second-run 0001_candidate",
    ]);
  });

  test("is not what a rule says otherwise of the same object", () => {
    const read = [finding(drop, name, first)];
    expect(told({ read, ran: [finding("candidate/failed", name, first)], of: run(failed(first)) })).toEqual([
      `error candidate/failed ${name}`,
      `warning ${drop} ${name}`,
    ]);
  });
});

describe("what a rule feared and running did not show", () => {
  test("is a note that says what was seen", () => {
    expect(joined({ read: [finding("lint/narrow-type", name, first)] })).toMatchObject([
      {
        severity: "note",
        proof: "refuted",
        message: "lint/narrow-type says. The run lost none of 3 values in 40 rows.",
        remedy: expect.stringContaining("production"),
      },
    ]);
  });

  test("is refuted by the rows of a table, and by the columns of a type", () => {
    const read = [
      finding("lint/delete-all", "public.people", first),
      finding(drop, "public.status", second),
      finding(drop, "public.unused", second),
    ];
    expect(joined({ read }).map(({ message, proof }) => `${proof} ${message}`)).toEqual([
      "refuted lint/delete-all says. The run lost none of 40 rows.",
      "refuted lint/drop-column says. The run lost none of 3 values in 40 rows.",
      "refuted lint/drop-column says. No column was of this type.",
    ]);
  });

  test.for<readonly [why: string, of: Evidence]>([
    ["no row", run({ coverage: all.map((one) => ({ ...one, rows: 0, nulls: 0, distinct: 0, covered: false })) })],
    ["an uncovered column", run({ coverage: all.map((one) => ({ ...one, covered: one.column !== "name" })) })],
    ["nobody who looked for rows", run({ coverage: [] })],
    ["values that are all NULL", run({}, { columns: { 2: { values: 0 } } })],
    [
      "a statement that touched no row",
      run({ effects: [{ statement: first, change: "update", schema: "public", table: "people", rows: 0 }] }),
    ],
  ])("stays a warning for lack of rows: %s", ([, of]) => {
    expect(told({ read: [finding(drop, name, first)], of })).toEqual([`warning ${drop} ${name}`]);
  });

  test("needs the rows that the statement could have stumbled over", () => {
    const read = [finding("lint/set-not-null", name, first), finding("lint/add-unique", name, second)];
    expect(joined({ read }).map(({ message }) => message)).toEqual([
      "lint/add-unique says. It ran on 40 rows.",
      "lint/set-not-null says. It ran on 40 rows, 4 of them NULL before the candidate.",
    ]);
    const without = run({ coverage: all.map((one) => ({ ...one, nulls: 0, distinct: 40 })) });
    expect(told({ read, of: without })).toEqual([
      `warning lint/add-unique ${name}`,
      `warning lint/set-not-null ${name}`,
    ]);
  });

  test("needs rows in the table that was to lose them, and the columns of a key", () => {
    const read = [finding("lint/delete-all", "public.people", first)];
    expect(told({ read, of: run({ coverage: all.map((one) => ({ ...one, rows: 0 })) }) })).toEqual([
      "warning lint/delete-all public.people",
    ]);
    expect(told({ read: [finding("lint/add-unique", "public.people", first)] })).toEqual([
      "warning lint/add-unique public.people",
    ]);
  });

  test("stays a warning where its statement did not run, or its object did not stand before", () => {
    const read = [finding(drop, name, statement(1, "alter …", "0002_skipped")), finding(drop, "public.gone.a", first)];
    expect(told({ read })).toEqual([`warning ${drop} public.gone.a`, `warning ${drop} ${name}`]);
  });

  test("stays a warning where something of the object was lost elsewhere", () => {
    const read = [finding("lint/delete-all", "public.people", second)];
    expect(told({ read, ran: [finding(lost, name, first)] })).toEqual([
      `error ${lost} ${name} only-ran`,
      "warning lint/delete-all public.people",
    ]);
  });

  test("is refuted of protection by the catalogs, whatever the rows", () => {
    const read = [finding("lint/drop-policy", "public.people.own", first)];
    expect(told({ read, of: run({ coverage: [] }) })).toEqual(["note lint/drop-policy public.people.own refuted"]);
    expect(told({ read, ran: [finding("protection/policy-lost", "public.people.own", first)] })).toEqual([
      "error protection/policy-lost public.people.own confirmed by lint/drop-policy",
    ]);
  });

  test("is refuted of a new constraint by the rows of its table, but not of its lock", () => {
    const read = [
      finding("lint/add-check", "public.people.people_age_check", first),
      finding("lint/validate-at-once", "public.people.people_age_check", second),
    ];
    expect(joined({ read }).map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      "warning lint/validate-at-once says.",
      "note lint/add-check says. It ran on 40 rows.",
    ]);
    expect(told({ read: [], ran: [], suppressed: read })).toEqual([]);
  });

  test("is a warning at most where rows cannot tell", () => {
    const read = [
      finding("lint/rename-in-use", "public.people", first),
      finding("lint/suppression-unused", "x", second),
    ];
    expect(told({ read })).toEqual(["warning lint/rename-in-use public.people", "warning lint/suppression-unused x"]);
  });
});

describe("a candidate that failed", () => {
  const third = statement(5, "alter table people alter name set not null");
  const read = [first, second, third].map((at) => finding("lint/set-not-null", name, at));
  const statements = [first, second, third];

  test("refutes only what it ran before it failed", () => {
    expect(told({ read, statements, of: run(failed(second)) })).toEqual([
      ...[second, third].map(() => `warning lint/set-not-null ${name}`),
      `note lint/set-not-null ${name} refuted`,
    ]);
  });

  test("refutes nothing where it is not known how far it came", () => {
    const warned = statements.map(() => `warning lint/set-not-null ${name}`);
    expect(told({ read, statements, of: run(failed(null)) })).toEqual(warned);
    expect(told({ read, statements, of: run(failed(null, true)) })).toEqual(warned);
  });

  test("refutes no loss, since nobody compared the rows", () => {
    const read = [finding(drop, name, first), finding("lint/drop-policy", "public.people.own", first)];
    expect(told({ read, of: run(failed(second)) })).toEqual([
      `warning ${drop} ${name}`,
      "warning lint/drop-policy public.people.own",
    ]);
  });

  test("is stopped by the guard at what a rule feared of the statement", () => {
    const of = failed(first);
    const byGuard =
      of.failure == null
        ? of
        : { ...of, failure: { ...of.failure, failure: { ...failure, sqlstate: guardStates.refused } } };
    const ran = [finding("candidate/failed", name, first)];
    expect(told({ read: [finding(drop, name, first)], ran, of: run(byGuard) })).toEqual([
      `error candidate/failed ${name} confirmed by ${drop}`,
    ]);
    expect(told({ read: [finding(drop, name, second)], ran, of: run(byGuard) })).toEqual([
      `error candidate/failed ${name} only-ran`,
      `warning ${drop} ${name}`,
    ]);
  });

  test("confirms what was feared of the statement that failed", () => {
    const ran = [finding("candidate/failed", "public.people.age", first)];
    expect(
      told({ read: [finding("lint/set-not-null", "public.people.age", first)], ran, of: run(failed(first)) }),
    ).toEqual(["error candidate/failed public.people.age confirmed by lint/set-not-null"]);
  });
});

test("statements of two migrations are told apart, line by line", () => {
  const other = statement(1, "alter table people …", "0002_next");
  const of = { read: [finding(drop, name, first)], ran: [finding(lost, "public.orders.name", other)] };
  expect(told({ ...of, statements: [first, other] })).toEqual([
    `error ${lost} public.orders.name only-ran`,
    `note ${drop} ${name} refuted`,
  ]);
});

test("errors come first, and equal input gives equal output", () => {
  const read = [
    finding("lint/delete-all", "public.people", second),
    finding("lint/rename-in-use", "public.people", first),
  ];
  const ran = [
    finding("survival/rows-lost", "public.orders", first),
    finding("coverage/column", name, null, "warning"),
  ];
  const once = joined({ read, ran });
  expect(joined({ read: read.toReversed(), ran: ran.toReversed() })).toEqual(once);
  expect(once.map(({ severity }) => severity)).toEqual(["error", "warning", "warning", "note"]);
});
