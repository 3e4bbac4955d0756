import type pg from "pg";
import { expect } from "vitest";
import { scenario } from "../../harness/vitest/index.ts";
import { saas } from "../../seeds/saas.ts";
import { expectNone, expectSome, onlyOwnRows, remembering, rowsGone } from "../own-rows.fixture.ts";
import { announce, where } from "../provider.fixture.ts";
import { awkward, broken, keys } from "./questions.fixture.ts";

const project = { migrations: new URL("./migrations", import.meta.url), ...where, rows: 40 };

// The table was rebuilt to be partitioned. Every row was copied; what had kept tenants apart was not.
const recorded = remembering(saas);
scenario(
  "documents, rebuilt without their policies, keep every row and show it to every tenant",
  { ...project, candidate: "0006_partition_documents..0006_partition_documents", seed: recorded.set },
  async ({ report, before, after }) => {
    announce(report);
    expect(errorsIn(report)).toEqual([
      "protection/policy-lost public.documents.private_to_author",
      "protection/policy-lost public.documents.tenant_isolation",
      "protection/row-security-lost public.documents",
      "protection/row-security-lost public.documents",
    ]);
    expect(report).toPreserveRows("public.documents");
    expect(report).toPreserveColumn("public.documents.content");
    expect(report).not.toBeSafe();
    const tenant = await largestTenant(before);
    expect(await tenantsSeenBy(before, tenant, "documents")).toEqual([tenant]);
    expect((await tenantsSeenBy(after, tenant, "documents")).length).toBeGreaterThan(6);
    await onlyOwnRows(before, recorded.given(), keys);
    await expectNone(before, broken);
    await expectSome(before, awkward);
  },
);

scenario(
  "comments, rebuilt with their policies, lose nothing",
  { ...project, candidate: "0005_partition_comments..0005_partition_comments", seed: saas },
  async ({ report, before, after }) => {
    expect(report).toBeSafe();
    expect(report).toPreserveRows("public.comments");
    const tenant = await largestTenant(before);
    for (const database of [before, after]) {
      expect(await tenantsSeenBy(database, tenant, "comments")).toEqual([tenant]);
    }
  },
);

// `a AND b OR c`: what was to hold for suspended tenants held for all.
scenario(
  "a retention rule for suspended tenants deletes the sign-ins of all",
  { ...project, candidate: "0007_audit_retention..0007_audit_retention", seed: saas },
  async ({ report, before, after }) => {
    const gone = await rowsGone(before, after, "audit_log", ["tenant_id", "id", "occurred_at"]);
    expect(errorsIn(report)).toEqual(["survival/rows-lost public.audit_log"]);
    expect(report).toLose("public.audit_log", { rows: gone.length });
    const meant = await rowsMeant(before);
    expect(meant).toBeGreaterThan(4);
    expect(gone.length).toBeGreaterThan(meant * 3);
    expect(new Set(gone.map(tenantOf)).size).toBeGreaterThan(6);
    expect(report).toPreserveRows("public.documents");
  },
);

// FORCE binds the owner, who runs the migrations: with no tenant set, INSERT … SELECT copies nothing, and succeeds.
scenario(
  "counters, rebuilt under forced row-level security, are all gone",
  { ...project, candidate: "0008_usage_counters_bigint", seed: saas },
  async ({ report, before, after }) => {
    const gone = await rowsGone(before, after, "usage_counters", ["tenant_id", "day", "metric"]);
    expect(gone.length).toBeGreaterThan(140);
    expect(errorsIn(report)).toEqual(["survival/rows-lost public.usage_counters"]);
    expect(report).toLose("public.usage_counters", { rows: gone.length });
    expect((await after.query("SELECT FROM usage_counters")).rowCount).toBe(0);
  },
);

function errorsIn({ findings }: Parameters<typeof announce>[0]): readonly string[] {
  return findings.filter(({ severity }) => severity === "error").map(({ code, object }) => `${code} ${object}`);
}

/** The tenant in a key that begins with it. */
function tenantOf(key: string): unknown {
  return JSON.parse(key)[0];
}

async function largestTenant(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>("SELECT id FROM tenants WHERE slug = 'nordlys-logistik'");
  return rows[0]?.id ?? "";
}

/** Whose rows the table's owner reads on behalf of a tenant. */
async function tenantsSeenBy(client: pg.Client, tenant: string, table: string): Promise<readonly string[]> {
  const { rows: owners } = await client.query<{ owner: string }>(
    `SELECT relowner::regrole::text AS owner FROM pg_class WHERE oid = '${table}'::regclass`,
  );
  await client.query(`BEGIN; SET LOCAL ROLE ${owners[0]?.owner}; SET LOCAL app.tenant = '${tenant}'`);
  const { rows } = await client.query<{ tenant_id: string }>(`SELECT DISTINCT tenant_id FROM ${table}`);
  await client.query("ROLLBACK");
  return rows.map(({ tenant_id }) => tenant_id);
}

/** How many rows the retention rule was meant for. */
async function rowsMeant(client: pg.Client): Promise<number> {
  const { rowCount } = await client.query(
    `SELECT FROM audit_log JOIN tenants ON tenants.id = tenant_id
      WHERE status = 'suspended' AND (occurred_at < '2025-10-01T00:00:00Z' OR action = 'session.started')`,
  );
  return rowCount ?? 0;
}
