import { claims } from "./drizzle/claims.ts";
import { generate } from "./drizzle/generate.ts";
import { head } from "./drizzle/head.ts";
import { historyOf } from "./drizzle/history.ts";
import { inspect } from "./drizzle/inspect.ts";
import { recognisesFolder, refuseAncient } from "./drizzle/layout.ts";
import { ledgerDdl, ledgerPlace, readLedger } from "./drizzle/ledger.ts";
import { ownRunner } from "./drizzle/own-runner.ts";
import { predict } from "./drizzle/predict.ts";
import { replay } from "./drizzle/replay.ts";
import { stagedByLayout } from "./drizzle/stage.ts";
import { survey } from "./drizzle/survey.ts";
import { upgrade } from "./drizzle/upgrade.ts";
import { writeMigration } from "./drizzle/write-migration.ts";
import { besideARun } from "./files/codes.ts";
import { filesOnDisk } from "./files/disk.ts";
import { pathFor } from "./files/unreadable.ts";
import type { MigrationTool } from "./tool.ts";

/**
 * Drizzle 0.x: `meta/_journal.json`, and one `<tag>.sql` for each of its entries, run in the order of the journal.
 * Drizzle 1.0: `<14 digits>_<name>/migration.sql`, run in the order of the names. Each is replayed by its own major.
 */
export const drizzle: MigrationTool = {
  name: "drizzle",
  recognises: recognisesFolder,
  async read(folder, cwd) {
    const files = filesOnDisk(folder);
    const entries = await files.list();
    refuseAncient(folder, entries);
    const label = pathFor(folder, cwd);
    const found = await survey({ files, folder, label, now: Date.now() });
    const history = historyOf(found, folder, label);
    const own = await ownRunner(folder, label, found.layout);
    return { ...history, findings: [...history.findings, ...own.map(besideARun)] };
  },
  inspect,
  ledger: ({ folder }) => ledgerPlace(folder),
  replay,
  stage: stagedByLayout,
  timed: true,
  oneTransaction: true,
  ledgerKey: "id",
  guarded: { key: "hash", habit: "append", keyOf: ({ sha256 }) => sha256 },
  takeBack: null,
  downs: null,
  drafting: { head, generate },
  writeMigration,
  readLedger,
  claims,
  predict,
  upgrade,
  ledgerDdl,
};
