import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright-core";
import { findChromium } from "../harness/report/html/browser.fixture.ts";
import { reporters } from "../harness/report/index.ts";

/** Takes the pictures of docs/html-report.md, of a real run; needs a Chromium. */

const root = fileURLToPath(new URL("..", import.meta.url));
const run = ["verify", "scenarios/dropped-columns/migrations", "--candidate", "0040_1923d6037f6e"];

/** The report of a run that is red, as it has to be. */
async function reportOf(folder: string): Promise<string> {
  const json = join(folder, "report.json");
  const jiti = join(root, "node_modules/jiti/lib/jiti-cli.mjs");
  const args = [jiti, "harness/cli/main.ts", ...run, "--reporter", `json=${json}`];
  await new Promise<void>((settle) => execFile(process.execPath, args, { cwd: root }, () => settle()));
  const options = { color: false, reproduce: `npx holdfast ${run.join(" ")}`, within: "" };
  const html = await reporters.html.load();
  return html.report(JSON.parse(await readFile(json, "utf8")), options);
}

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(root, "docs", name) });
}

async function main(): Promise<void> {
  const executablePath = await findChromium();
  if (executablePath === null) return console.warn("no Chromium is here, and the pictures stay as they are");
  const folder = await mkdtemp(join(tmpdir(), "holdfast-picture-"));
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const file = join(folder, "report.html");
    await writeFile(file, await reportOf(folder));
    const page = await browser.newPage({ viewport: { width: 1120, height: 900 }, colorScheme: "light" });
    await page.goto(pathToFileURL(file).href);
    await take(page, "html-report.png");
    await page.setViewportSize({ width: 1120, height: 800 });
    await page.locator(".drill summary").nth(3).click();
    await page.evaluate(`document.getElementById("survival").scrollIntoView()`);
    await take(page, "html-report-grid.png");
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
}

await main();
