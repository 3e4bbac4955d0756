import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import type { Report, ReportedTable } from "../model/report.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { verify } from "./verify.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const base = `create table people (id int primary key, name text not null, age int);
--> statement-breakpoint
create table notes (id int primary key, body text);
--> statement-breakpoint
create table tags (id int primary key, label text)`;

/** The base, and a candidate of several migrations that are numbered from 1. */
async function reportOn(candidate: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<Report> {
  const migrations = candidate.map((sql, index) => [`000${index + 1}_step`, sql]);
  const history = sound({ "0000_base": base, ...Object.fromEntries(migrations) });
  const placed = Object.entries(history).map(([name, text]) => [`drizzle/${name}`, text]);
  return withFiles({ ...Object.fromEntries(placed), ...files }, async (cwd) => {
    const run = await verify({ folder: "drizzle", cwd, server, rows: 20, candidate: { candidate: "0001_step" } });
    await run.close();
    return run.report;
  });
}

function stepsOf({ survival }: Report): Readonly<Record<string, ReportedTable["steps"]>> {
  return Object.fromEntries(survival.map(({ table, steps }) => [table, steps]));
}

test("tells after which migration what was lost, and nothing of a table that is kept", async () => {
  const report = await reportOn([
    "alter table people rename column name to label",
    "-- nothing to do",
    "alter table people drop column age;\n--> statement-breakpoint\ndelete from people where id % 2 = 0",
    "drop table notes",
  ]);
  const people = report.survival.find(({ table }) => table === "public.people");
  const lost = people?.rows.lost ?? 0;
  const notes = report.survival.find(({ table }) => table === "public.notes")?.rows.before;
  expect(lost).toBeGreaterThan(0);
  const then = { lost: 0, outcomes: { name: "renamed" } };
  const now = { lost, outcomes: { name: "renamed", age: "lost" } };
  expect(stepsOf(report)).toEqual({
    "public.people": [then, then, now, now],
    "public.notes": [...Array(3).fill({ lost: 0, outcomes: {} }), { lost: notes, outcomes: {} }],
    "public.tags": undefined,
  });
});

test("is silent of what was away for a while, of one migration, and of a candidate that fails", async () => {
  const aside = "create table aside as select * from people";
  const back = "insert into people select * from aside";
  const kept = await reportOn([
    `${aside};\n--> statement-breakpoint\ndelete from people`,
    `${back};\n--> statement-breakpoint\ndrop table aside`,
  ]);
  expect(kept.survival.find(({ table }) => table === "public.people")?.rows.lost).toBe(0);
  const one = await reportOn(["drop table notes"]);
  const failed = await reportOn(["drop table notes", "select 1/0"]);
  for (const report of [kept, one, failed]) expect(report.survival.filter((table) => "steps" in table)).toEqual([]);
});

test("calls a loss approved when it happened, not only in the end", async () => {
  const candidate = ["alter table people drop column age", "select 1"];
  const refused = await reportOn(candidate);
  const approve = [{ object: "public.people.age", reason: "unused", owner: "@team", expires: "2999-01-01" }];
  const sha256 = createHash("sha256")
    .update(refused.sources[0]?.sql ?? "")
    .digest("hex");
  expect(stepsOf(refused)["public.people"]?.[0]).toEqual({ lost: 0, outcomes: { age: "lost" } });
  const file = JSON.stringify({ migration: "0001_step", sha256, approve });
  const report = await reportOn(candidate, { "holdfast/0001_step.json": file });
  expect(stepsOf(report)["public.people"]?.[0]).toEqual({ lost: 0, outcomes: { age: "approved" } });
});
