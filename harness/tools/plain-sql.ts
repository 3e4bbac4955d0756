import { besideARun } from "./files/codes.ts";
import { filesOnDisk } from "./files/disk.ts";
import { migrationOf } from "./files/migrations.ts";
import { staged } from "./files/stage.ts";
import { pathFor, refusal } from "./files/unreadable.ts";
import { claims, predict } from "./plain-sql/claims.ts";
import { downs } from "./plain-sql/downs.ts";
import { inspect } from "./plain-sql/inspect.ts";
import { keyOf } from "./plain-sql/key.ts";
import { recognisesFolder } from "./plain-sql/layout.ts";
import { ledgerDdl, location, readLedger } from "./plain-sql/ledger.ts";
import { replay } from "./plain-sql/replay.ts";
import { survey } from "./plain-sql/survey.ts";
import { takeBack } from "./plain-sql/take-back.ts";
import { writeMigration } from "./plain-sql/write-migration.ts";
import type { MigrationTool } from "./tool.ts";

/** Numbered SQL files, `001_users.sql`, and `public.schema_migrations (version, name, executed_at)`: what runners of one's own keep. */
export const plainSql: MigrationTool = {
  name: "plain-sql",
  recognises: recognisesFolder,
  async read(folder, cwd) {
    const label = pathFor(folder, cwd);
    const { migrations, findings, refusals } = await survey(filesOnDisk(folder), folder, label);
    const [refused] = refusals;
    if (refused !== undefined) throw refusal(refused);
    return {
      tool: "plain-sql",
      layout: "numbered",
      folder,
      label,
      migrations: migrations.map(migrationOf),
      findings: findings.map(besideARun),
    };
  },
  inspect,
  ledger: async () => ({ location, findings: [] }),
  replay,
  stage: staged,
  readLedger,
  claims,
  predict,
  upgrade: () => null,
  timed: false,
  oneTransaction: false,
  ledgerKey: "version",
  guarded: { key: "version", habit: "append", keyOf },
  takeBack,
  downs,
  drafting: null,
  writeMigration,
  ledgerDdl,
};
