import { afterAll, beforeAll, expect, test } from "vitest";
import { hostile } from "../hostile.fixture.ts";
import { errorDocumentOf, plain, reportsOf, type Say } from "../reports.fixture.ts";
import { writers } from "../writers.fixture.ts";
import { startVisitor, type Visitor } from "./browser.fixture.ts";
import { visible } from "./visible.ts";

let visitor: Visitor;
beforeAll(async () => {
  visitor = await startVisitor();
});
afterAll(() => visitor.close());

/** Every page that can be written, with what `say` says in each field that holds foreign text. */
function pagesOf(say: Say): readonly string[] {
  const options = { ...plain, reproduce: say("npx holdfast verify drizzle") };
  const reports = Object.values(reportsOf).map((reportOf) => writers.html.report(reportOf(say), options));
  return [...reports, writers.html.error(errorDocumentOf(say), options)];
}

const elements =
  /^<(?:!doctype html|\/?(?:html|head|meta|title|style|body|header|nav|main|section|h[1-4]|p|b|i|a|ul|ol|li|dl|dt|dd|div|span|small|code|pre|table|caption|thead|tbody|tr|th|td|details|summary|svg|rect|form|label|input|select|option|output|button|script)(?: (?:aria-hidden|aria-label|aria-labelledby|autocomplete|charset|class|colspan|content|focusable|for|height|href|http-equiv|id|lang|name|role|scope|spellcheck|tabindex|type|value|width)="[^"<>]*"| hidden| open)*\/?)>$/;

/** What of a page's markup is not of the kinds that it writes. */
function strangeIn(text: string): readonly string[] {
  const own = text.replaceAll(/<(style|script)>.*?<\/\1>/gs, "");
  return (own.match(/<[^>]*>?/g) ?? []).filter((tag) => !elements.test(tag));
}

test("no text makes an element or an attribute, whichever field it stands in", () => {
  for (const payload of hostile) {
    const found = pagesOf(() => payload).flatMap(strangeIn);
    expect(found, JSON.stringify(payload)).toEqual([]);
  }
});

test("no link leads anywhere but to an id that the page gave itself", () => {
  for (const payload of hostile) {
    const links = pagesOf(() => payload).flatMap((text) => text.match(/ href="[^"]*"/g) ?? []);
    expect(links.filter((link) => !/^ href="#[a-z0-9-]+"$/.test(link))).toEqual([]);
  }
});

const together = hostile.join(" ");
const reversed = hostile.toReversed().join(" ");

/** Each field the next payload. */
function inTurn(start: number): Say {
  let place = start;
  return () => hostile[place++ % hostile.length] ?? "";
}

test("a browser runs, asks for and follows none of it, though no policy stands in the way", async (context) => {
  const { page, deeds, open } = await visitor.visit(context, "", { bypassCSP: true });
  const says = [() => together, () => reversed, ...[0, 41, 83, 127].map(inTurn)];
  for (const text of says.flatMap(pagesOf)) {
    await open(text);
    const state = await page.evaluate(`(() => {
      for (const one of document.querySelectorAll("details")) one.open = true;
      for (const one of document.querySelectorAll("[tabindex], a, summary, input")) { one.focus(); one.dispatchEvent(new Event("mouseover")); }
      return [typeof globalThis.__alive, document.scripts.length, document.styleSheets.length, document.title.includes("holdfast")];
    })()`);
    expect(state).toEqual(["undefined", 1, 1, true]);
  }
  expect(deeds).toEqual([]);
});

test("all of it can be read as it is", async (context) => {
  const [first = ""] = pagesOf(() => together);
  const { page } = await visitor.visit(context, first);
  const read = (await page.textContent("main"))?.replaceAll(/\s+/g, " ") ?? "";
  const unread = hostile.filter((payload) => !read.includes(visible(payload).replaceAll(/\s+/g, " ")));
  expect(unread).toEqual([]);
});
