import type { ClientBase } from "pg";
import { guardSchema, type Permit } from "../model/guard.ts";

const grant = `INSERT INTO ${guardSchema}.permit (action, object, migration, sha256, ledger_key, reason, owner, expires)
  SELECT $1::text, $2::text[], $3::text, $4::text, $5::text, $6::text, $7::text, $8::date
   WHERE NOT EXISTS (
     SELECT FROM ${guardSchema}.permit
      WHERE action = $1 AND object = $2 AND migration = $3 AND sha256 = $4 AND ledger_key IS NOT DISTINCT FROM $5
        AND expires = $8 AND used_at IS NULL)`;

/** Grants permits. Where one like it is still open, nothing changes: whoever grants twice lets through once. */
export async function grantPermits(client: ClientBase, permits: readonly Permit[]): Promise<void> {
  for (const { action, object, migration, sha256, ledgerKey, reason, owner, expires } of permits) {
    await client.query(grant, [action, object, migration, sha256, ledgerKey, reason, owner, expires]);
  }
}
