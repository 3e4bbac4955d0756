import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { errorDocumentOf, plain, reportsOf, same } from "../reports.fixture.ts";
import { writers } from "../writers.fixture.ts";
import { startVisitor, type Visitor } from "./browser.fixture.ts";
import { keptTables, richReport } from "./pages.fixture.ts";

let visitor: Visitor;
beforeAll(async () => {
  visitor = await startVisitor();
});
afterAll(() => visitor.close());

const rich = writers.html.report(richReport(), plain);

/** Every page that can be written. */
const pages = [
  rich,
  ...Object.values(reportsOf).map((reportOf) => writers.html.report(reportOf(same), plain)),
  writers.html.error(errorDocumentOf(same), plain),
];

test("a page opens from a file, asks for nothing, and says nothing to the console", async (context) => {
  const { deeds, open } = await visitor.visit(context, rich);
  for (const text of pages) await open(text);
  expect(deeds).toEqual([]);
});

test("a page cannot be made to load, to send, or to run anything", async (context) => {
  const asked: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    asked.push(url);
    response.end();
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const { page } = await visitor.visit(context, rich);
    const said = await page.evaluate(`(async () => {
      const image = new Image();
      const loaded = new Promise((settle) => { image.onload = image.onerror = ({ type }) => settle(type); });
      image.src = "${address}/image.png";
      document.body.append(image);
      document.body.setAttribute("style", "color: rgb(1, 2, 3)");
      const sent = await fetch("${address}/fetch").then(() => "sent", () => "refused");
      const tried = (action) => { try { action(); return "run"; } catch { return "refused"; } };
      return {
        image: await loaded,
        sent,
        color: getComputedStyle(document.body).color === "rgb(1, 2, 3)",
        markup: tried(() => { document.body.innerHTML = "<img src=x onerror=alert(1)>"; }),
        code: tried(() => { setTimeout("globalThis.__alive = 1"); }),
      };
    })()`);
    expect(said).toEqual({ image: "error", sent: "refused", color: false, markup: "refused", code: "refused" });
    expect(asked).toEqual([]);
  } finally {
    server.close();
  }
});

describe("by keyboard alone", () => {
  const focused = "document.activeElement.id || document.activeElement.textContent.trim()";

  test("the first key skips to the report", async (context) => {
    const { page } = await visitor.visit(context, rich);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(focused)).toBe("Skip to the report");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(focused)).toBe("main");
  });

  test("a column's examples open, lead to the finding, that to the statement, and that back to the finding", async (context) => {
    const { page } = await visitor.visit(context, rich);
    await page.evaluate(`document.querySelector("#find").focus()`);
    const drill = `document.activeElement.closest("#t1-c9 + .drill") !== null`;
    for (let tabs = 0; tabs < 20 && !(await page.evaluate(drill)); tabs++) await page.keyboard.press("Tab");
    expect(await page.evaluate(drill)).toBe(true);
    await page.keyboard.press("Enter");
    expect(await page.isVisible("#t1-c9 + .drill .examples")).toBe(true);
    for (let tabs = 0; tabs < 9 && (await page.evaluate("document.activeElement.hash")) !== "#f1"; tabs++)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(focused)).toBe("f1");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(focused)).toBe("s2-l4");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(focused)).toBe("f1");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(`document.activeElement.closest("#t1-c9 + .drill") !== null`)).toBe(true);
  });

  test("arrows go from table to table", async (context) => {
    const { page } = await visitor.visit(context, rich);
    await page.evaluate(`document.querySelector("#t1 > summary").focus()`);
    for (const key of ["End", "Home", "ArrowDown"]) await page.keyboard.press(key);
    expect(await page.evaluate("document.activeElement.parentElement.closest('#t1') !== null")).toBe(true);
    await page.keyboard.press("End");
    expect(await page.evaluate("document.activeElement.textContent")).toContain("5 tables keep every row and value");
  });
});

test("a link to what is folded away opens it", async (context) => {
  const { page } = await visitor.visit(context, rich);
  expect(await page.isVisible("#t7-c3")).toBe(false);
  await page.evaluate(`location.hash = "t7-c3"`);
  await page.waitForSelector("#t7-c3", { state: "visible" });
});

/** Rows of columns that can be seen now. */
const rowsShown = `[...document.querySelectorAll(".grid tr[id]")].filter((row) => row.checkVisibility()).length`;

test("the grid shows what was changed, what was lost, and what is searched for", async (context) => {
  const { page } = await visitor.visit(context, rich);
  const rows = () => page.evaluate(rowsShown);
  const tables = () => page.locator(".grid details.table:visible > summary").allInnerTexts();
  expect(await rows()).toBe(12);
  await page.selectOption("#show", "changed");
  expect(await rows()).toBe(11);
  await page.selectOption("#show", "harmed");
  expect(await rows()).toBe(7);
  await page.selectOption("#show", "all");
  await page.fill("#find", "TABLE_3");
  expect(await tables()).toEqual([expect.stringContaining("public.table_3")]);
  expect(await page.innerText("#shown")).toBe("1 table");
  await page.fill("#find", "was_lo");
  expect(await tables()).toEqual([expect.stringContaining("public.people")]);
  expect(await rows()).toBe(1);
  await page.fill("#find", "");
  expect(await rows()).toBe(12);
});

test("colours follow the system, until the button is pressed", async (context) => {
  const { page } = await visitor.visit(context, rich, { colorScheme: "dark" });
  const ground = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
  const dark = await ground();
  await page.click("#theme");
  expect(await page.innerText("#theme")).toBe("Dark colours");
  const light = await ground();
  expect(light).not.toBe(dark);
  await page.emulateMedia({ colorScheme: "light" });
  await page.reload();
  expect(await ground()).toBe(light);
});

test("without script all of it is there, and nothing that needs script", async (context) => {
  const { page } = await visitor.visit(context, rich, { javaScriptEnabled: false });
  expect(await page.isVisible("#t1-c9")).toBe(true);
  await page.click("#t1-c9 + .drill summary");
  expect(await page.isVisible("#t1-c9 + .drill .examples")).toBe(true);
  expect(await page.locator("#find:visible, #theme:visible").count()).toBe(0);
});

test("no page scrolls sideways on a narrow screen, be its names ever so long", async (context) => {
  const wide = (text: string) => `${text}_${"w".repeat(300)} ${"many words ".repeat(20)}`;
  const texts = Object.values(reportsOf).map((reportOf) => writers.html.report(reportOf(wide), plain));
  const candidate = Array.from({ length: 40 }, (_, place) => `00${place}_${"w".repeat(60)}`);
  const [people] = richReport().survival;
  const steps = candidate.map(() => ({ lost: 0, outcomes: { was_lost: "lost" } }));
  const survival = people === undefined ? [] : [{ ...people, steps }];
  texts.push(
    writers.html.report({ ...richReport(), survival, history: { ...richReport().history, candidate } }, plain),
  );
  const { page, open } = await visitor.visit(context, rich, { viewport: { width: 390, height: 844 } });
  for (const text of [...pages, ...texts]) {
    await open(text);
    await page.evaluate(`for (const one of document.querySelectorAll("details")) one.open = true;`);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  }
});

test("the head of a table stays in sight while its rows go by", async (context) => {
  const { page } = await visitor.visit(context, rich, { viewport: { width: 1280, height: 300 } });
  await page.evaluate(`document.querySelector("#t1-c1").scrollIntoView()`);
  expect(await page.evaluate(`document.querySelector("#t1 thead th").getBoundingClientRect().top`)).toBe(0);
});

test("the command is one line in the clipboard", async (context) => {
  const { page } = await visitor.visit(context, rich, { viewport: { width: 390, height: 844 } });
  await page.click(".again pre");
  expect(await page.evaluate("String(getSelection())")).toBe(plain.reproduce);
});

test("hundreds of tables and thousands of columns stay usable", async (context) => {
  const report = { ...richReport(), survival: [...richReport().survival, ...keptTables(300, 30)] };
  const text = writers.html.report(report, plain);
  expect(text.length).toBeLessThan(2_000_000);
  const { page } = await visitor.visit(context, text);
  expect(await page.evaluate(rowsShown)).toBe(12);
  await page.fill("#find", "public.table_299");
  expect(await page.evaluate(rowsShown)).toBe(30);
});
