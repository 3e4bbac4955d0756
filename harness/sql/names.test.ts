import { expect, test } from "vitest";
import { collisions, longNames } from "./names.ts";

const long = "n".repeat(63);

test.for([
  [`create table ${long}a (b int)`, [`${long}a`]],
  [`create table "${long}""a" (b int)`, [`${long}"a`]],
  [`create table "${"é".repeat(32)}" (b int)`, ["é".repeat(32)]],
  [`create table ${long} (b int)`, []],
  [`create table "${"é".repeat(31)}" (b int)`, []],
  [`select '${long}a', $$${long}b$$ -- ${long}c`, []],
  [`select E'${long}a', x'${"0".repeat(80)}', ${"1".repeat(80)}`, []],
] as const)("%s", async ([sql, names]) => {
  expect((await longNames(sql)).map(({ name }) => name)).toEqual(names);
});

test.for<readonly [sql: readonly string[], expected: number]>([
  [[`create index ${long}a on t (a)`, `create index ${long}b on u (a)`], 1],
  [[`alter table t add constraint ${long}a check (a > 0), add constraint ${long}b check (a > 1)`], 1],
  [[`create index ${long}a on t (a)`, `create index ${long}a on t (a)`], 0],
  [[`create index ${long}a on t (a)`, `alter table t add constraint ${long}b check (a > 0)`], 0],
  [[`alter table t add constraint ${long}a check (a > 0)`, `alter table u add constraint ${long}b check (a > 0)`], 0],
])("%j: %i names that become one", async ([sql, expected]) => {
  expect(await collisions(sql.map((one) => ({ sql: one })))).toHaveLength(expected);
});
