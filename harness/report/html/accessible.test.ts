import axe from "axe-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { errorDocumentOf, plain, reportsOf, same } from "../reports.fixture.ts";
import { writers } from "../writers.fixture.ts";
import { startVisitor, type Visitor } from "./browser.fixture.ts";
import { richReport } from "./pages.fixture.ts";

let visitor: Visitor;
beforeAll(async () => {
  visitor = await startVisitor();
});
afterAll(() => visitor.close());

const rich = [writers.html.report(richReport(), plain)];
const others = [
  ...Object.values(reportsOf).map((reportOf) => writers.html.report(reportOf(same), plain)),
  writers.html.error(errorDocumentOf(same), plain),
];

const looks = [
  { name: "light", pages: [...rich, ...others], colorScheme: "light", viewport: { width: 1280, height: 900 } },
  { name: "dark", pages: rich, colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  { name: "narrow", pages: rich, colorScheme: "light", viewport: { width: 390, height: 844 } },
] as const;

test.for(looks)(
  "axe finds nothing wrong with a page of which all is opened: $name",
  async ({ name: _, pages, ...look }, context) => {
    // axe is put into the page, whose policy would not have it.
    const { page, open } = await visitor.visit(context, "", { ...look, bypassCSP: true });
    for (const text of pages) {
      await open(text);
      await page.evaluate(`for (const one of document.querySelectorAll("details")) one.open = true;`);
      await page.evaluate(axe.source);
      const found = await page.evaluate(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
      violations.map(({ id, impact, nodes }) => [id, impact, nodes.map(({ html, failureSummary }) => [html, failureSummary])]))`);
      expect(found).toEqual([]);
    }
  },
);
