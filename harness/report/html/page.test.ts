import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { Report } from "../../model/report.ts";
import { errorDocumentOf, plain, reportsOf, same } from "../reports.fixture.ts";
import { writers } from "../writers.fixture.ts";
import { outcomes } from "./outcomes.ts";
import { richReport } from "./pages.fixture.ts";

const page = writers.html.report(richReport(), plain);

/** What is left for the reader of a page. */
function read(text: string): string {
  return text.replaceAll(/<[^>]+>/g, "");
}

test("the same report gives the same page", () => {
  expect(writers.html.report(richReport(), plain)).toBe(page);
});

test("the page allows its own style and its own script, by their hashes, and nothing else", () => {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(page)?.[1] ?? "";
  const hashOf = (element: string) => {
    const [, text = ""] = new RegExp(`<${element}>(.*?)</${element}>`, "s").exec(page) ?? [];
    return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  };
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    `style-src ${hashOf("style")}`,
    `script-src ${hashOf("script")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
});

test("nothing of it names another address", () => {
  expect(page.match(/ (?:src|srcset|action|data|poster|ping)=|url\(|@import|https?:|href="(?!#)/gi)).toBeNull();
});

test("every id is there once, and every link of the page leads to one", () => {
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const links = [...page.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id);
  expect(links.length).toBeGreaterThan(15);
  expect(links.filter((id) => !ids.includes(id))).toEqual([]);
});

test("what was lost stands before all else, with its remedy and the command", () => {
  const order = ["UNSAFE", "public.people.was_lost", "Keep the column.", plain.reproduce, "What became of the data"];
  const body = read(page.slice(page.indexOf("<main")));
  const places = order.map((words) => body.indexOf(words));
  expect(places).not.toContain(-1);
  expect(places.toSorted((a, b) => a - b)).toEqual(places);
});

test("the gravest of a report and of a table stand first", () => {
  const { findings, survival } = richReport();
  const [lost] = findings;
  const [people] = survival;
  if (lost === undefined || people === undefined) return expect.fail("nothing to turn round");
  const report: Report = {
    ...richReport(),
    findings: [{ ...lost, code: "coverage/column", object: "first by name" } as const, ...findings],
    survival: [{ ...people, columns: people.columns.toReversed() }],
  };
  const text = read(writers.html.report(report, plain));
  expect(text.indexOf("public.people.was_lost")).toBeLessThan(text.indexOf("first by name"));
  const columns = text.match(/^was_[a-z]+/gm);
  expect(columns?.slice(0, 2)).toEqual(["was_lost", "was_altered"]);
});

test("a way back leads to what was found of it", () => {
  const [found] = richReport().findings;
  if (found === undefined) return expect.fail("no finding");
  const loses = { ...found, code: "downgrade/loses-data", attempt: "inverse" } as const;
  const text = writers.html.report({ ...richReport(), findings: [loses] }, plain);
  expect(text).toMatch(/<b class="way unsure">.*reverted<\/b>.*<a class="error found-of" href="#f1">/);
});

test("a sentence has its code as code, and keeps the backticks of names", () => {
  const [found] = richReport().findings;
  if (found === undefined) return expect.fail("no finding");
  const sentence = "See `drizzle-kit up`, and the column a`b`c.";
  const text = writers.html.report({ ...richReport(), findings: [{ ...found, remedy: sentence }] }, plain);
  expect(text).toContain("See <code>drizzle-kit up</code>, and the column a&#96;b&#96;c.");
});

test("the grid has a column for each migration of the candidate, and each outcome by its word", () => {
  expect(page).toContain(
    '<th scope="col">after <code>0001_names</code><th scope="col">after <code>0002_tidy</code></thead>',
  );
  const rows = [...page.matchAll(/<tr id="t1-c\d+"[^>]*>(.*)/g)].map(([, cells = ""]) =>
    cells.replaceAll(/<[^>]+>/g, " "),
  );
  expect(rows).toContainEqual(expect.stringMatching(/was_lost.*200.*lost.*lost.*all 200 values/));
  expect(rows).toContainEqual(expect.stringMatching(/was_renamed.*→.*is_renamed.*200.*kept.*renamed/));
  expect(page).toMatch(
    /<tr id="t1-rows" class="bad"><th scope="row">all rows<td class="n">200<td class="o-kept">kept<td/,
  );
  expect(rows).toContainEqual(expect.stringMatching(/was_unproven.*0.*kept.*unproven/));
});

test("a report without steps, and a column that is called like a part of every object, have their cells", () => {
  const { steps: _, ...table } = richReport().survival[0] ?? expect.fail("no table");
  const without = writers.html.report({ ...richReport(), survival: [table] }, plain);
  expect(without).toContain('<th scope="col">values before<th scope="col">after</thead>');
  const [column] = table.columns;
  const odd = {
    ...table,
    steps: [
      { lost: 0, outcomes: {} },
      { lost: 0, outcomes: {} },
    ],
  };
  const called = { ...odd, columns: column === undefined ? [] : [{ ...column, column: "constructor" }] };
  expect(writers.html.report({ ...richReport(), survival: [called] }, plain)).toMatch(
    /<code>constructor<\/code>.*<td class="o-kept">kept<td class="o-kept">kept/,
  );
});

test("the statement that is blamed is marked, and links to its finding and back", () => {
  const [, id] = /<li id="(f\d+)"[^>]*><b><a href="#t1-c9"><code>public\.people\.was_lost/.exec(page) ?? [];
  expect(page).toContain(
    `<li id="s2-l4" class="error" tabindex="-1"><code>alter table people drop column name;</code><a class="error" href="#${id}">`,
  );
  expect(page).toContain('<a href="#s2-l4"><code>drizzle/0002_tidy.sql:4:1</code></a>');
});

test("of a file of thousands of lines, those stand there in which something was found, under their own numbers", () => {
  const sql = Array.from({ length: 5000 }, (_, line) => `select ${line + 1};`).join("\n");
  const [finding] = richReport().findings;
  if (finding?.at === undefined) return expect.fail("no finding with a place");
  const found = [{ ...finding, at: { ...finding.at, file: "big.sql", line: 4000, statement: "select 4000" } }];
  const report = { ...richReport(), sources: [{ migration: "0002_tidy", file: "big.sql", sql }], findings: found };
  const lines = [...writers.html.report(report, plain).matchAll(/<li id="s1-l(\d+)"( value="3980")?/g)];
  expect(lines.map(([, line]) => Number(line))).toEqual(Array.from({ length: 41 }, (_, place) => 3980 + place));
  expect(lines[0]?.[2]).toBe(' value="3980"');
});

test.for(Object.entries(reportsOf))("a %s has its verdict, its findings and its command", ([, reportOf]) => {
  const text = writers.html.report(reportOf(same), plain);
  expect(text).toMatch(
    /<h1 id="verdict" tabindex="-1"><span class="sign" aria-hidden="true">[✓?✕]<\/span> <b>[A-Z]+<\/b> <span>.+<\/span><\/h1>/,
  );
  expect(text).toContain('<section id="findings"');
  expect(read(text)).toContain(plain.reproduce);
});

test("without a table to compare, the page says whether none was there or what kept it from comparing", () => {
  const empty = { ...richReport(), survival: [] };
  expect(writers.html.report(empty, plain)).toContain("Nothing could be compared. The errors say why.");
  expect(writers.html.report({ ...empty, findings: [] }, plain)).toContain(
    "No table stood there before the candidate.",
  );
});

test("an error says what was tried and what to do", () => {
  const text = writers.html.error(errorDocumentOf(same), plain);
  for (const words of ["could not find the migrations", "There is no folder.", "not there", "Name the folder."])
    expect(text).toContain(words);
});

test("docs/html-report.md has the sign and the meaning of each outcome, and of no other", async () => {
  const text = await readFile(new URL("../../../docs/html-report.md", import.meta.url), "utf8");
  const rows = [...text.matchAll(/^\| (\S) \| `(\w+)` \| (.*) \|$/gm)].map(([, sign, word, means]) => [
    word,
    sign,
    means,
  ]);
  expect(rows).toEqual(Object.entries(outcomes).map(([word, { sign, means }]) => [word, sign, means]));
});
