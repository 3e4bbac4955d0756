import { expect, test } from "vitest";
import { outsideTransaction } from "./transactions.ts";

test.for([
  ["create index concurrently on t (a)", "CREATE INDEX CONCURRENTLY"],
  ["drop index concurrently i", "DROP INDEX CONCURRENTLY"],
  ["reindex table concurrently t", "REINDEX CONCURRENTLY"],
  ["reindex database d", "REINDEX DATABASE"],
  ["vacuum full t", "VACUUM"],
  ["create database d", "CREATE DATABASE"],
  ["drop database d", "DROP DATABASE"],
  ["alter database d set tablespace s", "ALTER DATABASE SET TABLESPACE"],
  ["create tablespace s location '/x'", "CREATE TABLESPACE"],
  ["alter system set work_mem = '1MB'", "ALTER SYSTEM"],
  ["cluster", "CLUSTER"],
  ["discard all", "DISCARD ALL"],
  ["create subscription s connection 'x' publication p", "CREATE SUBSCRIPTION"],
  ["alter table t detach partition p concurrently", "ALTER TABLE DETACH PARTITION CONCURRENTLY"],

  ["create index on t (a)", null],
  ["reindex table t", null],
  ["analyze t", null],
  ["cluster t using i", null],
  ["discard temp", null],
  ["alter database d set work_mem = '1MB'", null],
  ["alter table t detach partition p", null],
  ["create subscription s connection 'x' publication p with (connect = false)", null],
  ["refresh materialized view concurrently v", null],
  ["select 'vacuum'", null],
  ["vacum", null],
] as const)("%s: %s", async ([sql, words]) => {
  expect(await outsideTransaction({ sql })).toBe(words);
});
