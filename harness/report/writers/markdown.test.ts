import { expect, test } from "vitest";
import type { AnyReport } from "../index.ts";
import { readMarkdown, skeleton } from "../markdown.fixture.ts";
import { driftReportOf, reportOf } from "../report.fixture.ts";
import { crowdedReportOf, errorDocumentOf, plain, reportsOf, safeReportOf, same } from "../reports.fixture.ts";
import { writers } from "../writers.fixture.ts";

const told = (report: AnyReport, options = {}) => writers.markdown.report(report, { ...plain, ...options });

/** What a comment on GitHub takes. */
const mostOfComment = 65_536;

test("tells first what was lost and what to do, then the ways back, and last how to see it again", () => {
  const text = told(reportOf(same));
  const parts = [
    "### ❌ UNSAFE: do not deploy this\n",
    "**1 error** · 1 warning · 4 notes in drizzle: candidate `0002_tidy`, on top of 2 migrations",
    "#### Errors (1)\n\n**`survival/column-lost`**\n",
    "| `public.people.name` | 3 of 3 values lost | `drizzle/0002_tidy.sql:4` |\n\n→ Keep the column.",
    "#### Warnings (1)\n",
    "#### Going back\n",
    "| `inverse` | reverted | ran alter table |",
    "#### Restored\n",
    "Seeded 3 rows in 1 table (seed 1); 1 of 2 columns covered, 0 of 1 awkward value placed.",
    "<details>\n<summary>4 notes</summary>\n",
    "```sh\nnpx holdfast verify drizzle\n```\n",
  ];
  const places = parts.map((part) => text.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test("begins with a mark by which a later run finds it again, for each folder its own", () => {
  const mark = (report: AnyReport, within = "") => told(report, { within }).split("\n")[0];
  expect(mark(reportOf(same))).toBe("<!-- holdfast:verify:drizzle -->");
  expect(mark(reportOf(same), "packages/shop")).toBe("<!-- holdfast:verify:packages/shop/drizzle -->");
  expect(mark(reportOf(() => "a--b-->é"))).toBe("<!-- holdfast:verify:a%2d-b%2d-%3E%C3%A9 -->");
});

test("says of a green run that it is one", () => {
  const text = told(safeReportOf(same));
  expect(text).toContain("### ✅ SAFE: every row and value survives\n\n4 notes in drizzle:");
  expect(text).not.toContain("#### Errors");
});

test("names files as the repository does", () => {
  expect(told(reportOf(same), { within: "packages/shop" })).toContain("`packages/shop/drizzle/0002_tidy.sql:4`");
});

test("has the whole report of other commands to be opened", () => {
  const tree = readMarkdown(told(driftReportOf(same)));
  const blocks = "children" in tree ? tree.children.filter(({ type }) => type === "code") : [];
  expect(blocks).toMatchObject([{ value: writers.terminal.report(driftReportOf(same), plain).trimEnd() }, {}]);
});

test.for([30, 300, 3000])("fits into a comment with %i findings, and says how many are left out", (many) => {
  const text = told(crowdedReportOf(many));
  expect(text.length).toBeLessThan(mostOfComment);
  expect(text).toContain(`#### Errors (${many / 3})`);
  const rows = text.match(/^\| `public\.people\.column_/gm)?.length ?? 0;
  const left = [...text.matchAll(/… and (\d+) more/g)].reduce((sum, [, more]) => sum + Number(more), 0);
  expect(rows + left).toBe(many);
  expect(rows).toBeGreaterThan(25);
});

test.for(["|", "a|", "`|", "\u001b", "@a ", "😀"])("fits into a comment where every text is long: %j", (piece) => {
  const long = piece.repeat(1500);
  for (const of of [...Object.values(reportsOf), (say: typeof same) => crowdedReportOf(100, say)]) {
    for (const reproduce of [plain.reproduce, long]) {
      const text = told(
        of(() => long),
        { reproduce },
      );
      expect(text.length).toBeLessThan(mostOfComment);
      expect(text.split("\n")[0]).toMatch(/^<!-- holdfast:\S{1,400} -->$/);
    }
  }
  expect(
    writers.markdown.error(
      errorDocumentOf(() => long),
      plain,
    ).length,
  ).toBeLessThan(mostOfComment);
});

test("is one heading and a way out where there is nothing to report", () => {
  const text = writers.markdown.error(errorDocumentOf(same), plain);
  expect(text).toBe(`<!-- holdfast:verify -->

### ❌ There is no folder.

While trying to find the migrations (\`input/no-folder\`).

- tried: \`./drizzle\`: not there

→ Name the folder.
`);
  expect(skeleton(readMarkdown(text))).toContain(" heading");
});
