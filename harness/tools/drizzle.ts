import { besideARun, isRefused } from "./drizzle/codes.ts";
import { filesOnDisk } from "./drizzle/disk.ts";
import { inspect } from "./drizzle/inspect.ts";
import { recognisesFolder, refuseAncient, refuseFolders } from "./drizzle/layout.ts";
import { ledgerPlace, readLedger } from "./drizzle/ledger.ts";
import { ownRunner } from "./drizzle/own-runner.ts";
import { replay } from "./drizzle/replay.ts";
import { survey } from "./drizzle/survey.ts";
import { pathFor, refusal } from "./drizzle/unreadable.ts";
import type { MigrationTool } from "./tool.ts";

/**
 * Drizzle 0.x: `meta/_journal.json`, and one `<tag>.sql` for each of its entries, run in the order of the journal.
 * The layout of 1.0, one folder for each migration, is inspected only.
 */
export const drizzle: MigrationTool = {
  name: "drizzle",
  recognises: recognisesFolder,
  async read(folder, cwd) {
    const files = filesOnDisk(folder);
    const entries = await files.list();
    refuseAncient(folder, entries);
    refuseFolders(folder, entries);
    const label = pathFor(folder, cwd);
    const { migrations, findings } = await survey({ files, folder, label, now: Date.now() });
    const refused = findings.find(isRefused);
    if (refused !== undefined) throw refusal(refused);
    return {
      tool: "drizzle",
      folder,
      label,
      migrations: migrations.map(({ namedAt, utf8, ...migration }) => migration),
      findings: [...findings, ...(await ownRunner(folder, label))].map(besideARun),
    };
  },
  inspect,
  ledger: ({ folder }) => ledgerPlace(folder),
  replay,
  readLedger,
};
