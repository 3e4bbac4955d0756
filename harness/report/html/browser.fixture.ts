import { access, constants, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import type { TestContext } from "vitest";
import { skip } from "../../database/skip.fixture.ts";

/** A page that shows files, and all that it did which a report must not do. */
export interface Visit {
  readonly page: Page;
  /** Requests but the one for the file itself, dialogs, other pages, navigations, errors, and words to the console. */
  readonly deeds: readonly string[];
  /** Shows another report's text. */
  open(text: string): Promise<void>;
}

export interface Visitor {
  /** Skips the test, and says why, where there is no browser. */
  visit(context: TestContext, text: string, options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

/** For tests in a real browser: Chromium of this machine, `HOLDFAST_CHROMIUM` where that is set. */
export async function startVisitor(): Promise<Visitor> {
  const executable = await findChromium();
  const browser = executable === null ? null : await launch(executable);
  const folder = await mkdtemp(join(tmpdir(), "holdfast-html-"));
  return {
    async visit(context, text, options = {}) {
      if (browser === null) return skip(context, "no Chromium is here: install it, or name it in HOLDFAST_CHROMIUM");
      const visit = await visitIn(browser, folder, options);
      await visit.open(text);
      return visit;
    },
    async close() {
      await browser?.close();
      await rm(folder, { recursive: true });
    },
  };
}

function launch(executablePath: string): Promise<Browser> {
  // A sandbox needs rights that containers seldom give; what is opened here is what the tests wrote.
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

async function visitIn(browser: Browser, folder: string, options: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const file = await mkdtemp(join(folder, "visit-")).then((made) => join(made, "report.html"));
  const own = pathToFileURL(file).href;
  const deeds: string[] = [];
  const isOther = (url: string) => url.split("#")[0] !== own;
  context.on("request", (request) => isOther(request.url()) && deeds.push(`request ${request.url()}`));
  page.on("framenavigated", (frame) => isOther(frame.url()) && deeds.push(`navigation to ${frame.url()}`));
  page.on("dialog", (dialog) => {
    deeds.push(`dialog ${dialog.message()}`);
    dialog.dismiss().catch((error: unknown) => deeds.push(String(error)));
  });
  page.on("popup", (other) => deeds.push(`page ${other.url()}`));
  page.on("download", (download) => deeds.push(`download ${download.url()}`));
  page.on("pageerror", (error) => deeds.push(`error ${error.message}`));
  page.on("console", (message) => deeds.push(`${message.type()} ${message.text()}`));
  return {
    page,
    deeds,
    async open(text) {
      await writeFile(file, text);
      await page.goto(own);
    },
  };
}

/** Chromium of this machine, as `HOLDFAST_CHROMIUM` or PATH names it; null where there is none. */
export async function findChromium(): Promise<string | null> {
  const { HOLDFAST_CHROMIUM: named, PATH = "" } = process.env;
  if (named !== undefined && named !== "") return named;
  const names = ["chromium", "chromium-browser", "google-chrome"];
  for (const path of PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))) {
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return null;
}
