import type { Finding } from "../../model/finding.ts";
import type { History } from "../../model/history.ts";
import { besideARun, isRefused } from "../files/codes.ts";
import { type FoundMigration, migrationOf } from "../files/migrations.ts";
import { refusal } from "../files/unreadable.ts";

/** What was read of a folder, with its statements or without. */
interface Found {
  readonly layout: "journal" | "folders";
  readonly migrations: readonly FoundMigration[];
  readonly findings: readonly Finding[];
}

/**
 * The history that a folder is, as it would run.
 *
 * @throws {HarnessError} input: Drizzle runs nothing of it
 */
export function historyOf({ layout, migrations, findings }: Found, folder: string, label: string): History {
  const refused = findings.find(isRefused);
  if (refused !== undefined) throw refusal(refused);
  return {
    tool: "drizzle",
    layout,
    folder,
    label,
    migrations: migrations.map(migrationOf),
    findings: findings.map(besideARun),
  };
}
