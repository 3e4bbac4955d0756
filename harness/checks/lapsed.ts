import type { Approval } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import type { Migration } from "../model/history.ts";

/** The migration as it is, where what was written of it is bound to another version; null where it is not. */
export function otherVersion(
  { migration, sha256 }: Pick<Approval, "migration" | "sha256">,
  migrations: readonly Migration[],
): Migration | null {
  return migrations.find((one) => one.id === migration && one.sha256 !== sha256) ?? null;
}

/**
 * Why an approval does not hold, whatever it accepts; null where it does.
 *
 * @param migrations those that may be approved of, as their files are
 * @param today ISO date
 */
export function lapsed(approval: Approval, migrations: readonly Migration[], today: string): Finding | null {
  const { file, object, sha256, expires } = approval;
  const other = otherVersion(approval, migrations);
  if (other !== null) {
    return {
      code: "declaration/checksum",
      severity: "error",
      object,
      message: `${file}: the approval is bound to another version of ${other.id} (sha256 ${sha256.slice(0, 12)}…, the file has ${other.sha256}).`,
      remedy: "Read the changed migration again; if the loss is still meant, put the new checksum in.",
    };
  }
  if (expires >= today) return null;
  return {
    code: "declaration/expired",
    severity: "error",
    object,
    message: `${file}: the approval expired on ${expires}.`,
    remedy: "Ask its owner to look again, and set a new date.",
  };
}
