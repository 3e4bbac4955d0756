import { expect, test } from "vitest";
import { dataChanges, isTransactionControl, kindOf } from "./kinds.ts";

test("names the kind of a single statement", async () => {
  expect(await kindOf({ sql: "alter table t add column a int" })).toBe("AlterTableStmt");
  expect(await kindOf({ sql: "select 1; select 2" })).toBeNull();
  expect(await kindOf({ sql: "creat table" })).toBeNull();
});

test("tells what begins or ends a transaction", async () => {
  const answers = ["COMMIT", "begin", "rollback", "savepoint s", "rollback to s", "select 1"];
  expect(await Promise.all(answers.map((sql) => isTransactionControl({ sql })))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

test("finds the data changes of a statement, and which one the row count is about", async () => {
  const update = { kind: "update", schema: "s", table: "t", counted: true };
  expect(await dataChanges({ sql: "update s.t set a = 1" })).toEqual([update]);
  expect(await dataChanges({ sql: "with x as (delete from u returning *) update s.t set a = 1 from x" })).toEqual([
    update,
    { kind: "delete", schema: null, table: "u", counted: false },
  ]);
  expect(await dataChanges({ sql: "select 'delete from t'; drop table t" })).toEqual([]);
});
