import { expect, test } from "vitest";
import { alterations, indexPredicate } from "./alterations.ts";

const t = { schema: null, table: "t" };

test.for<readonly [sql: string, expected: readonly object[]]>([
  [
    "alter table s.t add constraint c check ((a > 0) and b in (1, 2)) not valid;",
    [{ kind: "check", schema: "s", table: "t", constraint: "c", expression: "(a > 0) and b in (1, 2)" }],
  ],
  [
    "alter table t add check (n <> ')é'), alter column a set not null",
    [{ kind: "check", ...t, constraint: null, expression: "n <> ')é'" }],
  ],
  [
    'alter table t alter column "é" set data type varchar(5) collate "C" using left("é", 5), alter b type numeric(4, 2)[];',
    [
      { kind: "type", ...t, column: "é", type: "varchar(5)", using: 'left("é", 5)' },
      { kind: "type", ...t, column: "b", type: "numeric(4, 2)[]", using: null },
    ],
  ],
  [
    "alter table t /* alter x type y */ alter type type app.mood using type::app.mood",
    [{ kind: "type", ...t, column: "type", type: "app.mood", using: "type::app.mood" }],
  ],
  [
    "alter table t add foreign key (a, b) references s.u (x, y)",
    [{ kind: "reference", ...t, columns: ["a", "b"], to: { schema: "s", table: "u" }, toColumns: ["x", "y"] }],
  ],
  [
    "alter table t add constraint f foreign key (a) references u",
    [{ kind: "reference", ...t, columns: ["a"], to: { schema: null, table: "u" }, toColumns: [] }],
  ],
  ["alter table t drop column a", []],
  ["update t set a = 1", []],
  ["alter tabel t", []],
])("%s", async ([sql, expected]) => {
  expect(await alterations({ sql })).toEqual(expected);
});

test("the predicate of a partial index", async () => {
  expect(
    await indexPredicate({ sql: "create unique index i on t (lower(a)) include (b) where (b > 0) and c = ';';" }),
  ).toBe("(b > 0) and c = ';'");
  expect(await indexPredicate({ sql: "create unique index i on t (a)" })).toBeNull();
});
