import fc from "fast-check";
import { expect, test } from "vitest";
import type { Migration } from "../model/history.ts";
import { runs } from "../runs.fixture.ts";
import { splitStatements } from "./split.ts";

function migration(sql: string): Migration {
  return { id: "0001_x", file: "drizzle/0001_x.sql", path: "/x/0001_x.sql", sql, sha256: "", when: 1 };
}

async function split(sql: string): Promise<string[]> {
  return (await splitStatements(migration(sql))).map(({ sql, line, column }) => `${line}:${column} ${sql}`);
}

test.for<readonly [title: string, sql: string, expected: readonly string[]]>([
  [
    "breakpoints and semicolons",
    "select 1;--> statement-breakpoint\nselect 2; select 3;\n",
    ["1:1 select 1", "2:1 select 2", "2:11 select 3"],
  ],
  [
    "comments above a statement are not part of it",
    "-- why\n/* and */\n  update t set a = 1;",
    ["3:3 update t set a = 1"],
  ],
  ["bytes are not characters", "-- élan 🐘\nselect 'é🐘'; select 2", ["2:1 select 'é🐘'", "2:14 select 2"]],
  ["CRLF", "select 1;\r\nselect 2;\r\n", ["1:1 select 1", "2:1 select 2"]],
  [
    "dollar quotes hide semicolons",
    "do $$ begin perform 1; end $$; select 2",
    ["1:1 do $$ begin perform 1; end $$", "1:32 select 2"],
  ],
  [
    "a part that does not parse stays whole",
    "select 1;--> statement-breakpoint\n\ncreate tabel t (a int); select 2;\n",
    ["1:1 select 1", "3:1 create tabel t (a int); select 2;"],
  ],
  [
    "a breakpoint inside a literal cuts it, as it does for Drizzle",
    "select '--> statement-breakpoint'",
    ["1:1 select '", "1:33 '"],
  ],
  ["a byte order mark stays where the server will refuse it", "\uFEFFselect 1", ["1:1 \uFEFFselect 1"]],
  ["nothing but blanks and comments", "-- nothing\n--> statement-breakpoint\n  \n--> statement-breakpoint", []],
  ["empty", "", []],
  ["a NUL is not the end", "select 1;\0 drop table t", ["1:1 select 1;\0 drop table t"]],
])("splits: %s", async ([, sql, expected]) => {
  expect(await split(sql)).toEqual(expected);
});

test("a statement too deep for the parser stays whole", async () => {
  const deep = `select ${"(".repeat(100_000)}1${")".repeat(100_000)}`;
  expect(await split(`select 1;--> statement-breakpoint${deep}`)).toEqual(["1:1 select 1", `1:34 ${deep}`]);
  expect(await split(`select ${"1+".repeat(100_000)}1`)).toHaveLength(1);
});

test("every statement stands in the file where its place says", async () => {
  const piece = fc.constantFrom(
    "select 'é;🐘' ;",
    "\n",
    "\r\n",
    "-- note; 'x\n",
    "/* ; */",
    "  ",
    "update t set a = 1;",
    "--> statement-breakpoint",
    "do $$;$$;",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const sql = pieces.join("");
      for (const statement of await splitStatements(migration(sql))) {
        const lines = sql.split("\n").slice(statement.line - 1);
        const text = [...lines.join("\n")].slice(statement.column - 1).join("");
        expect(text.startsWith(statement.sql)).toBe(true);
        expect(statement.sql).not.toMatch(/^\s|\s$/);
      }
    }),
    { numRuns: runs(200) },
  );
});

test("a file of many statements takes one pass, not one for each", async () => {
  const count = 20_000;
  const sql = "insert into t values ('é');\n".repeat(count);
  const statements = await splitStatements(migration(sql));
  expect(statements).toHaveLength(count);
  expect(statements.at(-1)).toMatchObject({ line: count, column: 1, sql: "insert into t values ('é')" });
});
