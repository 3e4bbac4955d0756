import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lint } from "./lint.ts";

function migrations(texts: readonly string[], name: string) {
  return texts.map((sql, at) => ({ id: `${name}${at}`, file: `${name}${at}.sql`, sql }));
}

function linted(deploy: string | readonly string[], before: readonly string[] = [], inTransaction = true) {
  const texts = typeof deploy === "string" ? [deploy] : deploy;
  return lint({ before: migrations(before, "old"), deploy: migrations(texts, "new"), inTransaction });
}

/** "drop-table public.t at 1:1" */
async function told(deploy: string | readonly string[], before: readonly string[] = []): Promise<readonly string[]> {
  const { findings } = await linted(deploy, before);
  return findings.map(({ code, object, at }) => `${code.replace("lint/", "")} ${object} at ${at?.line}:${at?.column}`);
}

test("a finding names rule, object, place and remedy", async () => {
  const { findings, summary } = await linted("select 1;\n  drop table app.people;");
  expect(findings).toEqual([
    {
      code: "lint/drop-table",
      severity: "error",
      object: "app.people",
      message: expect.stringContaining("app.people"),
      at: { file: "new0.sql", line: 2, column: 3, statement: "drop table app.people" },
      remedy: expect.stringMatching(/./),
    },
  ]);
  expect(summary).toEqual({ statements: 2, unread: [], suppressed: 0 });
});

test("findings stand in the order of the deploy, and each thing is said once", async () => {
  const late = "drop table b;\ndrop table a;";
  const block = "do $$ begin if now() > '2026-01-01' then drop table c; else drop table c; end if; end $$";
  const { findings } = await linted([late, block]);
  expect(findings.map(({ at, object }) => [at?.file, at?.line, object])).toEqual([
    ["new0.sql", 1, "public.b"],
    ["new0.sql", 2, "public.a"],
    ["new1.sql", 1, "public.c"],
  ]);
});

describe("names", () => {
  test.for<readonly [sql: string, expected: readonly string[]]>([
    ["drop schema app cascade", ["drop-schema app at 1:1"]],
    ['drop table "Old People"', ["drop-table public.Old People at 1:1"]],
    ["set search_path to app, public; drop table people", ["drop-table app.people at 1:33"]],
    ["set search_path to app; reset search_path; drop table people", ["drop-table public.people at 1:44"]],
    [
      "set search_path to app; create table t (a int); drop table public.t; drop table app.t",
      ["drop-table public.t at 1:49"],
    ],
  ])("%s", async ([sql, expected]) => {
    expect(await told(sql)).toEqual(expected);
  });

  test("a search path ends with its migration", async () => {
    expect(await told(["set search_path to app", "drop table people"])).toEqual(["drop-table public.people at 1:1"]);
  });
});

describe("what the deploy made is not lost with it", () => {
  test.for<readonly [sql: string, before: string]>([
    ["create table t (a int); drop table t", ""],
    ["create table t (a int); alter table t rename to u; alter table u set schema app; drop table app.u", ""],
    ["create schema app; create table app.t (a int); alter schema app rename to b; drop table b.t; drop schema b", ""],
    ["create table t (a int); alter table t rename a to b; alter table t drop b", ""],
    ["alter table t add a int; alter table t rename a to b; alter table t drop b", "create table t (x int)"],
    ["create temp table t (a int); drop table t", "create table t (a int)"],
    ["create function f() returns void language sql as 'create table t (a int)'; select f(); drop table t", ""],
    ["create type m as enum ('a'); drop type m cascade", "create table m (a int)"],
    ["create trigger g before insert on t execute function f(); drop trigger g on t", ""],
  ])("%s", async ([sql, before]) => {
    expect(await told(sql, [before])).toEqual([]);
  });

  test.for<readonly [sql: string, before: string, expected: string]>([
    ["create table if not exists t (a int); drop table t", "create table t (a int)", "drop-table public.t"],
    ["create schema app; drop table app", "", "drop-table public.app"],
    ["create schema app; alter table t set schema app; drop schema app cascade", "", "drop-schema app"],
    ["create table t_new (a int); alter table t rename to t_old; drop table t_old", "", "drop-table public.t_old"],
    ["create table app.t (a int); drop table t", "", "drop-table public.t"],
    ["create type t as (a int); drop table t", "", "drop-table public.t"],
    ["create temp table t (a int); drop table t; drop table t", "", "drop-table public.t"],
  ])("but %s", async ([sql, before, expected]) => {
    expect((await told(sql, [before])).map((one) => one.split(" at ")[0])).toContain(expected);
  });
});

test("a generated column is lost where what it is computed from goes with it", async () => {
  const items = "create table items (id int, net int, gross int generated always as (net * 2) stored)";
  expect(await told("alter table items drop gross", [items])).toEqual([]);
  expect(await told("alter table items drop gross, drop net", [items])).toEqual([
    "drop-column public.items.gross at 1:1",
    "drop-column public.items.net at 1:1",
  ]);
});

describe("types are known from the migrations before", () => {
  const lossy = ["narrow-type public.t.a at 1:1"];
  test.for<readonly [before: string, expected: readonly string[]]>([
    ["create table t (a int8)", lossy],
    ["create table t (a smallint)", []],
    ["create table t (b bigint); alter table t rename b to a", lossy],
    ["create table t (x int); alter table t add a bigserial", lossy],
    ["create table t (a bigint); alter table t alter a type int2", []],
    ["create table app.t (a bigint); alter table app.t set schema public", lossy],
    ["create table u (a bigint); alter table u rename to t", lossy],
    ["create table t (a bigint); drop table t; create table t (a smallint)", []],
    ["create table t (a bigint); drop schema public cascade; create table t (a smallint)", []],
    ["create table t (a bigint); alter table t drop a; alter table t add a smallint", []],
    ["create table t (a bigint); alter table t add column if not exists a smallint", lossy],
    ["create table t (a bigint); set search_path to app; create table t (a smallint)", lossy],
    ["create temp table t (a bigint); create table public.t (a smallint)", []],
    ["do $$ begin create table t (a bigint); end $$", lossy],
  ])("%s", async ([before, expected]) => {
    const found = await told("alter table t alter a type integer", [before]);
    expect(found.filter((one) => one.startsWith("narrow-type"))).toEqual(expected);
  });

  test("each of which is a session of its own", async () => {
    const before = ["set search_path to app", "create table t (a smallint)"];
    const found = await told("alter table t alter a type integer", before);
    expect(found.filter((one) => one.startsWith("narrow-type"))).toEqual([]);
  });
});

test("what runs unread is a note and counted, once for a statement", async () => {
  const { findings, summary } = await linted(
    "select 1;\ndo $$ declare x text := current_user; begin execute x; execute x; perform mine(); end $$;",
  );
  const why = "EXECUTE of a text that is put together when it runs; it calls mine(), whose body no migration holds";
  expect(findings).toMatchObject([
    { code: "lint/unread", severity: "note", object: "new0", at: { line: 2, column: 1 } },
  ]);
  expect(findings[0]?.message).toContain(why);
  expect(summary).toEqual({ statements: 2, unread: [{ file: "new0.sql", line: 2, why }], suppressed: 0 });
});

test("a function of the migrations before is read where the deploy calls it", async () => {
  const made = "create function clear() returns void language sql as 'truncate people'";
  expect(await told("select clear()", [made])).toEqual(["truncate public.people at 1:1"]);
});

describe("suppression", () => {
  const ignore = "-- holdfast-ignore lint/drop-table: empty since 2024";

  test.for<readonly [name: string, sql: string]>([
    ["a line above", `${ignore}\ndrop table t`],
    ["behind a breakpoint", `select 1;\n--> statement-breakpoint\n${ignore}\ndrop table t;`],
    ["on the line of a breakpoint's end", `select 1;--> statement-breakpoint\n${ignore}\ndrop table t;`],
    ["in a comment of several lines", "/* why:\n * holdfast-ignore lint/drop-table: empty\n */\ndrop table t"],
    ["on the same line", "/* holdfast-ignore lint/drop-table: empty */ drop table t"],
    ["among other comments", `${ignore}\n-- and more\n/* more */\ndrop table t`],
    ["with CRLF", `select 1;\r\n${ignore}\r\ndrop table t;\r\n`],
    ["behind what is not ASCII", `select '${"€".repeat(80)}';\n${ignore}\ndrop table t`],
  ])("%s", async ([, sql]) => {
    const { findings, suppressed, summary } = await linted(sql);
    expect(findings).toEqual([]);
    expect(suppressed).toMatchObject([{ code: "lint/drop-table", object: "public.t" }]);
    expect(summary.suppressed).toBe(1);
  });

  test("of two rules takes two lines, and each is for one statement", async () => {
    const sql = `${ignore}\n-- holdfast-ignore lint/truncate: also empty\ndo $$ begin drop table t; truncate u; end $$;\ndrop table v;`;
    expect(await told(sql)).toEqual(["drop-table public.v at 4:1"]);
    expect((await linted(sql)).summary.suppressed).toBe(2);
  });

  test.for<readonly [name: string, sql: string, expected: readonly string[]]>([
    [
      "without a reason",
      "-- holdfast-ignore lint/drop-table\ndrop table t",
      ["suppression-without-reason new0 at 1:1", "drop-table public.t at 2:1"],
    ],
    [
      "with a reason of no words",
      "-- holdfast-ignore lint/drop-table: …\ndrop table t",
      ["suppression-without-reason new0 at 1:1", "drop-table public.t at 2:1"],
    ],
    [
      "of no rule",
      "-- holdfast-ignore lint/drop-tabel: x\ndrop table t",
      ["suppression-unknown-rule new0 at 1:1", "drop-table public.t at 2:1"],
    ],
    ["of nothing", "-- holdfast-ignore\nselect 1", ["suppression-unknown-rule new0 at 1:1"]],
    ["of a rule that finds nothing", `${ignore}\nselect 1`, ["suppression-unused new0 at 1:1"]],
    ["above no statement", `select 1;\n  ${ignore}\n`, ["suppression-unused new0 at 2:3"]],
    [
      "with a blank line between",
      `${ignore}\n\ndrop table t`,
      ["suppression-unused new0 at 1:1", "drop-table public.t at 3:1"],
    ],
    [
      "with a blank line of CRLF between",
      `${ignore}\r\n\r\ndrop table t`,
      ["suppression-unused new0 at 1:1", "drop-table public.t at 3:1"],
    ],
    [
      "behind a statement",
      `drop table s; ${ignore}\ndrop table t`,
      ["drop-table public.s at 1:1", "suppression-unused new0 at 1:15", "drop-table public.t at 2:1"],
    ],
    [
      "within a statement",
      `drop table\n${ignore}\nt`,
      ["drop-table public.t at 1:1", "suppression-unused new0 at 2:1"],
    ],
    ["in a literal", `select '\n${ignore}\n'; drop table t`, ["drop-table public.t at 3:4"]],
    ["in a body", `do $$ begin\n${ignore}\nnull; end $$; drop table t`, ["drop-table public.t at 3:15"]],
    ["in the middle of a sentence", `-- see ${ignore}\ndrop table t`, ["drop-table public.t at 2:1"]],
    [
      "before a breakpoint",
      `${ignore}\n--> statement-breakpoint\ndrop table t`,
      ["suppression-unused new0 at 1:1", "drop-table public.t at 3:1"],
    ],
  ])("is none %s", async ([, sql, expected]) => {
    expect(await told(sql)).toEqual(expected);
  });

  test("says how it is to be written", async () => {
    const { findings } = await linted(
      "-- holdfast-ignore lint/drop-tabel: x\n-- holdfast-ignore drop-column: x\n-- holdfast-ignore lint/truncate\nselect 1",
    );
    expect(findings.map(({ severity, message }) => [severity, message])).toEqual([
      ["error", expect.stringContaining("lint/drop-tabel, which is no rule: did you mean lint/drop-table?")],
      ["error", expect.stringContaining("did you mean lint/drop-column?")],
      ["error", expect.stringContaining("lint/truncate says no reason")],
    ]);
  });

  test("stands in the statement's own text where comments above it are not kept", async () => {
    const sql = "drop table /* holdfast-ignore lint/drop-table: empty */ t;\n";
    const deploy = [{ id: "a", file: "a.py", sql, lines: [12] }];
    const { findings, summary } = await lint({ before: [], deploy, inTransaction: true });
    expect([findings, summary.suppressed]).toEqual([[], 1]);
  });
});

test("whatever is written, lint says something of it, and names places that the file has", async () => {
  const pieces = [
    ..."'\"$;-\n\r\0\uFEFF/*.:,()€".split(""),
    ...[
      "$$",
      "$a$",
      "/*",
      "*/",
      "--",
      "\r\n",
      "--> statement-breakpoint",
      "-- holdfast-ignore ",
      "lint/drop-table: x\n",
    ],
    ...[
      "drop table t;",
      "do $$ begin execute x; end $$;",
      "alter table t ",
      "add column a int",
      "drop a",
      "rename to ",
    ],
    ...["create table ", '"T"', "app.", "create schema app;", "set search_path = app;", "truncate ", "E'\\''", "𝄞"],
  ];
  const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(""));
  const histories = fc.array(texts, { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(histories, histories, async (before, deploy) => {
      const { findings, suppressed, summary } = await linted(deploy, before);
      for (const { at, object, message } of [...findings, ...suppressed]) {
        const text = deploy[Number(/new(\d)/.exec(at?.file ?? "")?.[1])] ?? "";
        const line = text.split("\n")[(at?.line ?? 0) - 1];
        expect(line).toBeDefined();
        expect(at?.column).toBeGreaterThanOrEqual(1);
        expect(at?.column).toBeLessThanOrEqual([...(line ?? "")].length + 1);
        if (at?.statement !== undefined) expect(text).toContain(at.statement.replace(/^\uFEFF/, ""));
        expect(`${object}${message}`).not.toContain("undefined");
      }
      expect(summary.suppressed).toBe(suppressed.length);
    }),
    { numRuns: 200 },
  );
});
