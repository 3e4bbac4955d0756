import { damage } from "./drizzle/damage.ts";
import { readMigrations } from "./drizzle/folder.ts";
import { recognisesFolder } from "./drizzle/layout.ts";
import { ledgerPlace, readLedger } from "./drizzle/ledger.ts";
import { replay } from "./drizzle/replay.ts";
import { pathFor } from "./drizzle/unreadable.ts";
import type { MigrationTool } from "./tool.ts";

/** Drizzle 0.x: `meta/_journal.json`, and one `<tag>.sql` for each of its entries, run in the order of the journal. */
export const drizzle: MigrationTool = {
  name: "drizzle",
  recognises: recognisesFolder,
  async read(folder, cwd) {
    const migrations = await readMigrations(folder, cwd);
    const label = pathFor(folder, cwd);
    return { tool: "drizzle", folder, label, migrations, findings: await damage(folder, label, migrations) };
  },
  ledger: ({ folder }) => ledgerPlace(folder),
  replay,
  readLedger,
};
