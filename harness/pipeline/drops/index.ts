import type { ToolConfig } from "../../model/config.ts";
import type { ReportedDrop } from "../../model/drops.ts";
import type { Finding } from "../../model/finding.ts";
import type { History } from "../../model/history.ts";
import type { Checked } from "../check-deeper.ts";
import { groundUnlessTold } from "../ground-unless-told.ts";
import type { Ground } from "../plan.ts";
import { dropFindings } from "./findings.ts";
import { type Inventoried, inventory, type Unread } from "./inventory.ts";
import type { Production, ProductionOptions } from "./production.ts";

export type { ProductionOptions } from "./production.ts";

export interface DropsFound {
  readonly drops: readonly ReportedDrop[];
  readonly findings: readonly Finding[];
  /** What was looked at, for people; null where nothing was. */
  readonly production: string | null;
}

/**
 * Every drop of a history, in up and down paths, and what became of what they drop; null where the history cannot be
 * read, and its files said so.
 *
 * @throws {HarnessError} input: address or schema file cannot be read; environment: the database cannot be reached, or
 *   the tool that would print its SQL is not there.
 */
export async function dropsFound(checked: Checked, asked: ProductionOptions & ToolConfig): Promise<DropsFound | null> {
  const ground = await groundUnlessTold(checked, asked);
  if (ground === null) return null;
  const { history, tool } = ground;
  const production = await productionOf(ground, checked, asked);
  const downs = (await tool.downs?.(history)) ?? [];
  const found = await inventory(ground, downs, production);
  const unread = [...unreadUp(history), ...found.unread];
  const isOld = oldOf(history, checked);
  const unknownDown = tool.downs === null && tool.takeBack !== null;
  const judged = { ...found, unread, label: history.label, looked: production !== null, unknownDown, isOld };
  return {
    drops: found.drops.map(reported),
    findings: dropFindings(judged),
    production: production?.label ?? null,
  };
}

/** What reads databases is only loaded where one is looked at: that takes longer than the inventory itself. */
async function productionOf(ground: Ground, { cwd }: Checked, asked: ProductionOptions): Promise<Production | null> {
  if (asked.url === undefined && asked.snapshot === undefined) return null;
  const { productionFor } = await import("./production.ts");
  return productionFor(ground, cwd, asked);
}

/** What the tool cannot tell of the way up, of one migration or of the whole folder, stands in the history already. */
function unreadUp({ label, migrations, findings }: History): readonly Unread[] {
  const untold = new Set([label, ...migrations.flatMap(({ id, sql }) => (sql === "" ? id : []))]);
  return findings.flatMap(({ code, object, at, message }): Unread[] => {
    if (code !== "history/not-inspected" || !untold.has(object)) return [];
    return [{ migration: object, path: "up", at: at ?? { file: label, line: 1, column: 1 }, why: message }];
  });
}

/** Whether a file, named from the working folder, stands in the base as it is. */
function oldOf({ label }: History, { base }: Checked): (file: string) => boolean {
  const folder = label === "." ? "" : `${label}/`;
  return (file) => file.startsWith(folder) && base?.unchanged(file.slice(folder.length)) === true;
}

function reported({ atOnce, pending, ...drop }: Inventoried): ReportedDrop {
  return drop;
}
