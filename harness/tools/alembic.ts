import { claims, predict } from "./alembic/claims.ts";
import { downs, read } from "./alembic/history.ts";
import { inspect } from "./alembic/inspect.ts";
import { recognisesFolder } from "./alembic/layout.ts";
import { ledgerDdl, ledgerPlace, readLedger } from "./alembic/ledger.ts";
import { replay } from "./alembic/replay.ts";
import { takeBack } from "./alembic/take-back.ts";
import { writeMigration } from "./alembic/write-migration.ts";
import { staged } from "./files/stage.ts";
import type { MigrationTool } from "./tool.ts";

/** Alembic: revisions in Python, each of which names the one that it follows; run by the project's own `alembic`. */
export const alembic: MigrationTool = {
  name: "alembic",
  recognises: recognisesFolder,
  read,
  inspect,
  ledger: ledgerPlace,
  replay,
  stage: staged,
  readLedger,
  claims,
  predict,
  upgrade: () => null,
  timed: false,
  oneTransaction: true,
  ledgerKey: "version_num",
  guarded: { key: "version_num", habit: "moves", keyOf: ({ id }) => id },
  takeBack,
  downs,
  drafting: null,
  writeMigration,
  ledgerDdl,
};
