import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { type Case, readCase } from "../case.ts";
import { readCorpus } from "../corpus.ts";
import { readTold } from "../told/told.ts";
import { linesSaid, pgfenceSaid, squawkSaid } from "./outputs.ts";
import { corpusPage } from "./page.ts";
import { peerOf } from "./peers.ts";
import { rate } from "./rating.ts";
import type { Heard, Saying } from "./system.ts";

const loss = readCase(
  "losses/people.sql",
  `-- A column dropped behind one that is added
-- kind: dropped
-- finds: survival/column-lost public.people.email at 2

-- base
create table people (id serial primary key, email text);

-- candidate
alter table people add column age integer;
--> statement-breakpoint
alter table people
  drop column email;
`,
);
const harmless: Case = { ...loss, file: "harmless/people.sql", isLoss: false, finds: [] };

function heard(said: Partial<Saying>[] | null, one: Case = loss): Heard {
  const system = { name: "reader", version: "1", how: "It reads.", leftOut: ["prefer-*", "style"], grave: ["drop"] };
  const whole = said?.map((saying) => ({ rule: "lock", line: null, words: "", grave: false, ...saying })) ?? null;
  return { system, sayings: new Map([[one.file, whole]]), seconds: 1 };
}

describe("a rating", () => {
  test.for([
    ["nothing said", [], { warned: false, grave: false, named: false }],
    ["only style", [{ rule: "prefer-text", line: 4 }, { rule: "style" }], { warned: false, named: false }],
    ["a rule that is no style, though it begins like one", [{ rule: "styles" }], { warned: true }],
    ["something of another statement", [{ line: 1, words: "takes a lock" }], { warned: true, named: false }],
    ["a line of the statement that loses", [{ line: 4, words: "takes a lock" }], { warned: true, named: true }],
    ["the name, in quotes and capitals", [{ words: 'drops "EMAIL"' }], { named: true }],
    ["a longer word with the name in it", [{ words: "emails are sent" }], { named: false }],
    ["a grave rule", [{ rule: "drop", grave: true }], { grave: true }],
  ] as const)("of %s", ([, said, expected]) => {
    expect(rate(loss, heard([...said]))).toMatchObject({ unread: false, ...expected });
  });

  test("of a candidate that could not be read is neither found nor alarmed", () => {
    expect(rate(loss, heard(null))).toEqual({ unread: true, warned: false, grave: false, named: false, rules: [] });
  });

  test("of what is harmless names nothing", () => {
    expect(rate(harmless, heard([{ words: "email" }], harmless))).toMatchObject({ warned: true, named: false });
  });
});

describe("what a peer prints", () => {
  const files = [{ file: loss.file, path: "/tmp/people.sql", candidate: loss.candidate }];

  test("squawk: lines from 0, and nothing of what it cannot parse", () => {
    const finding = { file: "/tmp/people.sql", line: 3, rule_name: "ban-drop-column", message: "Dropping", help: null };
    const out = (rule_name: string) =>
      JSON.stringify([
        { ...finding, rule_name },
        { ...finding, file: "/tmp/other.sql" },
      ]);
    const said = squawkSaid({ out: out("ban-drop-column"), failed: "" }, files, ["ban-drop-column"]);
    expect(said.get(loss.file)).toEqual([{ rule: "ban-drop-column", line: 4, words: "Dropping ", grave: true }]);
    expect(squawkSaid({ out: out("syntax-error"), failed: "" }, files, []).get(loss.file)).toBeNull();
  });

  test("pgfence: the statement's line, and no warning of a low risk", () => {
    const drop = {
      statement: "--> statement-breakpoint\nalter table people\n  drop column email",
      tableName: "people",
      risk: "HIGH",
      message: "DROP COLUMN",
      ruleId: "drop-column",
    };
    const result = {
      filePath: "/tmp/people.sql",
      checks: [drop, { ...drop, risk: "LOW" }],
      policyViolations: [{ ruleId: "missing-lock-timeout", message: "Missing" }],
    };
    const said = pgfenceSaid({ out: JSON.stringify({ results: [result] }), failed: "" }, files, ["drop-column"]);
    expect(said?.get(loss.file)).toEqual([
      { rule: "drop-column", line: 3, words: "DROP COLUMN people", grave: true },
      { rule: "missing-lock-timeout", line: null, words: "Missing", grave: false },
    ]);
    expect(pgfenceSaid({ out: "", failed: "pgfence error: syntax error" }, files, [])).toBeNull();
  });

  test("a peer that prints no JSON is no peer that finds nothing", () => {
    expect(() => squawkSaid({ out: "", failed: "not found" }, files, [])).toThrow(/squawk printed no JSON: not found/);
  });

  test("a command of the user's own: a finding on each line, at the line that it says", () => {
    expect(linesSaid("/tmp/people.sql:4: drops email\n\nand more\n", "/tmp/people.sql", "mine")).toEqual([
      { rule: "mine", line: 4, words: "/tmp/people.sql:4: drops email", grave: true },
      { rule: "mine", line: null, words: "and more", grave: true },
    ]);
    expect(() => peerOf("mine")).toThrow(/does not say what to run/);
  });

  test("a command of the user's own is run on each candidate", async () => {
    const mine = peerOf("mine=grep --with-filename --line-number drop");
    const said = await mine.judge([loss, harmless], () => undefined);
    expect([...said.values()].map((sayings) => sayings?.map(({ line }) => line))).toEqual([[4], [4]]);
  });
});

describe("docs/corpus.md", () => {
  const page = readFile(new URL("../../../docs/corpus.md", import.meta.url), "utf8");

  test("names every case, and no other, and counts them: else run npm run corpus", async () => {
    const told = (await readTold()).map(({ untold }) => untold);
    const corpus = await readCorpus();
    const cases = [...corpus, ...told];
    const named = [...(await page).matchAll(/^\| \[[^\]]+\]\(\.\.\/scenarios\/corpus\/([^)]+)\) \| (.*?) \| /gm)];
    const shown = named.map(([, file, title]) => `${file}: ${title}`).toSorted();
    expect(shown).toEqual(cases.map(({ file, title }) => `${file}: ${title.replaceAll("|", "\\|")}`).toSorted());
    const losses = corpus.filter(({ isLoss }) => isLoss).length;
    expect(await page).toContain(
      `${losses} small migrations that lose something and ${corpus.length - losses} that lose nothing`,
    );
    expect(await page).toContain(`${told.length} more lose nothing`);
  });

  test("names each loss that holdfast is known to miss", async () => {
    const known = (await readCorpus()).filter(({ misses }) => misses !== null);
    const part = (await page).split("## What holdfast misses")[1]?.split("\n## ")[0] ?? "";
    expect(known.filter(({ title }) => !part.includes(title))).toEqual([]);
  });

  test("gives each system its figures by what it said", () => {
    const run = { postgres: "17.0", node: "20.0.0", cores: 2, day: "2026-01-31" };
    const one = corpusPage([loss, harmless], [heard([{ rule: "drop", grave: true, line: 4 }])], run);
    expect(one).toContain("| losses: what is lost **named** | 1 of 1 |");
    expect(one).toContain("| harmless: warned of, a false alarm | 0 of 1 |");
    expect(one).toContain("| could not be read | 1 of 2 |");
    expect(one).toContain("| dropped | 1 | 1 / 1 |");
  });
});
