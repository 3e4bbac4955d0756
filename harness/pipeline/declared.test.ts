import { createHash } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { catalog, evidence, table } from "../checks/evidence.fixture.ts";
import { judge } from "../checks/index.ts";
import { withClient } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import type { Report } from "../model/report.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { withoutValues } from "./redact.ts";
import { verify } from "./verify.ts";

let server: Server;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const id = "0001_candidate";

/** Verifies a candidate beside which `expect` is declared; and what the run's own role may do in the end. */
async function verified(base: string, candidate: readonly string[], expected: object): Promise<Report> {
  const sql = candidate.join(";--> statement-breakpoint\n");
  const sha256 = createHash("sha256").update(sql).digest("hex");
  const history = Object.entries(sound({ "0000_base": base, [id]: sql }));
  const files = Object.fromEntries(history.map(([name, text]) => [`drizzle/${name}`, text]));
  const declared = JSON.stringify({ migration: id, sha256, expect: expected });
  return withFiles({ ...files, [`holdfast/${id}.json`]: declared }, async (folder) => {
    const { report, before, close } = await verify({ folder: join(folder, "drizzle"), cwd: folder, server, rows: 40 });
    if (before === null) return expect.fail("the base did not replay");
    const { rows } = await withClient(before, "owner", (client) =>
      client.query(
        "select rolbypassrls as all, pg_has_role('pg_read_all_data', 'member') as any from pg_roles where rolname = current_user",
      ),
    );
    expect(rows).toEqual([{ all: false, any: false }]);
    await close();
    return report;
  });
}

/** "survival/rows-lost public.orders at 2": the finding's code, its object, and the candidate's line that it blames. */
function errors({ findings }: Report): readonly string[] {
  return findings
    .filter(({ severity }) => severity === "error")
    .map(({ code, object, at }) => `${code} ${object}${at === undefined ? "" : ` at ${at.line}`}`);
}

const regions = `create table regions (id integer primary key check (id between 1 and 9999), name text not null, code text);
  create table towns (id serial primary key, region_id integer references regions on update cascade)`;

test("what else happens to a table whose key is declared anew is found by the new key, and blamed", async () => {
  const move = "update regions set id = id + 10000";
  const says = {
    "public.regions": { rekeyed: { id: "id + 10000" } },
    "public.towns.region_id": { becomes: "region_id + 10000" },
  };
  const candidate = ["alter table regions drop constraint regions_id_check", move];
  expect(errors(await verified(regions, candidate, says))).toEqual([]);
  const blanked = await verified(regions, [...candidate, "update regions set name = '' where id % 2 = 0"], says);
  expect(errors(blanked)).toEqual(["survival/values-altered public.regions.name at 3"]);
  expect(blanked.survival[0]?.identity).toEqual(["id"]);
});

test("values that are elsewhere say nothing of another column that now bears their name", async () => {
  const base = "create table teams (id serial primary key, lead text not null)";
  const move = ["alter table teams add head text", "update teams set head = lead", "alter table teams drop lead"];
  const says = { "public.teams.lead": { movedTo: "public.teams.head" } };
  const reused = await verified(base, [...move, "alter table teams add lead text default 'nobody'"], says);
  expect(errors(reused)).toEqual(["survival/name-reused public.teams.lead at 4"]);
});

test("rows that a forced policy hides from their owner are asked as well", async () => {
  const notes = `create table notes (id serial primary key, author text not null, body text);
    alter table notes enable row level security; alter table notes force row level security;
    create policy own on notes using (author = 'nobody')`;
  const lift = ["alter table notes disable row level security", "update notes set body = upper(body)"];
  const back = ["alter table notes enable row level security"];
  const report = await verified(notes, [...lift, ...back], { "public.notes.body": { becomes: "upper(body)" } });
  expect(errors(report)).toEqual([]);
  expect(report.findings.map(({ code }) => code)).toContain("survival/values-altered");
  const wrong = await verified(notes, [...lift, ...back], { "public.notes.body": { becomes: "lower(body)" } });
  expect(errors(wrong)).toContain("declaration/not-met public.notes.body at 2");
});

test("what a declaration compares with stands in rows, though no statement names it", async () => {
  const base = "create table jobs (id serial primary key, state text not null, done boolean)";
  const says = { "public.jobs.done": { becomes: "state = 'as good as done'" } };
  const report = await verified(base, ["update jobs set done = false"], says);
  const found = report.findings.find(({ code }) => code === "declaration/not-met");
  expect(found?.message).toMatch(/expected "true", found "false"\)/);
});

test("of a candidate that fails nothing that is declared is said", async () => {
  const base = "create table t (id serial primary key, v text not null)";
  const report = await verified(base, ["update t set v = null"], { "public.t.v": { becomes: "null" } });
  expect(errors(report)).toEqual(["candidate/failed public.t.v at 1"]);
});

test("of a copied database no value is said, neither of rows nor in the server's words", () => {
  const standing = catalog([table()]);
  const expectation = {
    migration: id,
    file: `holdfast/${id}.json`,
    kind: "becomes",
    object: "public.people.name",
  } as const;
  const all = [
    { problem: null, wrong: 1, examples: [{ key: { id: "secret" }, expected: "secret", found: "secret" }] },
    {
      problem: 'invalid input syntax for type integer: "secret", for id secret (SQLSTATE 22P02)',
      wrong: 0,
      examples: [],
    },
  ].map((more) => ({ expectation: { ...expectation, expression: "lower(name)" }, rows: 3, changed: 2, ...more }));
  const findings = judge(withoutValues(evidence(standing, standing, {}, { measured: all })));
  expect(findings.map(({ finding }) => finding.message)).toEqual([
    expect.stringMatching(/cannot be asked: refused: invalid_text_representation \(22P02\)\.$/),
    expect.stringMatching(/1 row is otherwise, of 3\.$/),
  ]);
});
