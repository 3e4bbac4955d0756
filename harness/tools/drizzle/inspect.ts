import { isRefused } from "../files/codes.ts";
import { dated } from "../files/dated.ts";
import { filesOnDisk } from "../files/disk.ts";
import type { MigrationTool } from "../tool.ts";
import { againstBase } from "./against-base.ts";
import { findEngine } from "./engine.ts";
import { refuseAncient } from "./layout.ts";
import { ownRunner } from "./own-runner.ts";
import { type Survey, survey } from "./survey.ts";
import { hasKit1, upgradeNote } from "./up.ts";

/** What the files say; with a base, what stands there already is a note, and what was done to its migrations is told. */
export const inspect: MigrationTool["inspect"] = async ({ folder, label, base, now, upgrade = false }) => {
  const files = filesOnDisk(folder);
  refuseAncient(folder, await files.list());
  const old = base === null ? null : await surveyOfBase(base.files, folder, label, now);
  const known = new Set(old?.named.map(({ tag }) => tag));
  const isNew = (tag: string): boolean => base !== null && !known.has(tag);
  const earlier = base === null || old === null ? {} : { earlier: { survey: old, unchanged: base.unchanged } };
  const current = await survey({ files, folder, label, now, isNew, ...earlier });
  const beside = [
    ...(await ownRunner(folder, label, current.layout)),
    ...((await wantsUpgrade(folder, current, upgrade)) ? [await upgradeNote(files, label, current.named)] : []),
  ];
  const head = { layout: current.layout, migrations: current.named.length };
  if (base === null || old === null) return { ...head, findings: [...current.findings, ...beside] };
  const changed = await againstBase(current, old, base.name);
  // Said once, with what is known of the base.
  const skipped = new Set(changed.filter(({ code }) => code === "history/skipped").map(({ object }) => object));
  const own = current.findings.filter(({ code, object }) => code !== "history/order" || !skipped.has(object));
  return { ...head, findings: [...dated(own, old.findings, base.name, isRefused), ...changed, ...beside] };
};

/** Asked for, or the project has 1.0 installed. Not of what Drizzle does not run at all. */
async function wantsUpgrade(folder: string, { layout, findings }: Survey, asked: boolean): Promise<boolean> {
  if (layout !== "journal" || findings.some(isRefused)) return false;
  return asked || findEngine({ folder, layout })?.layout === "folders" || hasKit1(folder);
}

async function surveyOfBase(
  files: Parameters<typeof survey>[0]["files"],
  folder: string,
  label: string,
  now: number,
): Promise<Survey | null> {
  return (await files.list()).length === 0 ? null : survey({ files, folder, label, now });
}
