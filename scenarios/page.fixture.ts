import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import { blocksIn, commandsIn, notPrinted } from "../harness/pages.fixture.ts";
import type { AnyReport } from "../harness/report/index.ts";
import { writers } from "../harness/report/writers.fixture.ts";

/**
 * Holds what an incident's page shows of a command against what it really prints, line by line.
 *
 * @param page of docs/incidents
 * @param command as the page has it, after "$ "
 */
export async function expectShown(page: string, command: string, report: AnyReport): Promise<void> {
  const text = await readFile(new URL(`../docs/incidents/${page}.md`, import.meta.url), "utf8");
  const shown = blocksIn(page, text)
    .flatMap(commandsIn)
    .find((one) => one.text === command)?.shown;
  expect(shown, `docs/incidents/${page}.md, "$ ${command}"`).toBeDefined();
  const printed = writers.terminal.report(report, { color: false, reproduce: command, within: "" }).split("\n");
  expect(notPrinted(shown ?? [], printed), printed.join("\n")).toEqual([]);
}
