import { catalogIn } from "../../capture/index.ts";
import { lapsed } from "../../checks/index.ts";
import { withLive } from "../../database/index.ts";
import { permitsOf } from "../../guard/index.ts";
import type { CodeIn } from "../../model/codes.ts";
import type { Approval } from "../../model/evidence.ts";
import type { Finding } from "../../model/finding.ts";
import { type GuardRead, guardSchema, type Permit } from "../../model/guard.ts";
import type { Migration } from "../../model/history.ts";
import type { Claim } from "../../model/ledger.ts";
import { today } from "../clock.ts";
import type { GuardGround, GuardLook } from "./look.ts";

export interface PermitsFor {
  readonly permits: readonly Permit[];
  /** What keeps them from being given, or from being of use. */
  readonly findings: readonly Finding[];
}

/** What the approvals of a migration would let through on a live database. Nothing is written. */
export async function permitsFor(
  { ground, target }: GuardGround,
  { guard, claims }: GuardLook,
  migration: Migration,
  approvals: readonly Approval[],
  unbound: boolean,
): Promise<PermitsFor> {
  const catalog = await withLive(target, "read the tables", (client) => catalogIn(client, { positions: false }));
  const key = unbound ? null : ground.tool.guarded.keyOf(migration, claims);
  const { permits, unresolved } = permitsOf(approvals, catalog, () => key);
  const findings = [
    ...(guard.version === null ? [noGuard()] : guard.wish === null ? [notOwner(guard)] : []),
    ...claims.flatMap((claim) => recorded(claim, migration)),
    ...(permits.length === 0 && unresolved.length === 0 ? [nothingApproved(migration)] : []),
    ...approvals.flatMap((approval) => lapsed(approval, [migration], today()) ?? []),
    ...unresolved.map(notThere),
  ];
  return { permits, findings };
}

function error(code: CodeIn<"guard">, object: string, message: string, remedy: string): Finding {
  return { code, severity: "error", object, message, remedy };
}

function noGuard(): Finding {
  return error(
    "guard/missing",
    guardSchema,
    "There is no guard in this database, and so nothing that a permit would open.",
    "Install it first: holdfast guard install --url URL --confirm DATABASE.",
  );
}

/** Whoever may not read permits may not give any. */
function notOwner({ owner, role }: GuardRead): Finding {
  return error(
    "guard/other-owner",
    guardSchema,
    `It belongs to ${owner}, and ${role.name} may give no permits.`,
    `Connect as ${owner}: who migrates is not to let itself through.`,
  );
}

/** A permit is used up by the deploy of its migration. */
function recorded({ migration, state }: Claim, { id }: Migration): readonly Finding[] {
  if (migration !== id || state === "pending" || state === "out-of-order") return [];
  return [
    error(
      "guard/permit-applied",
      id,
      "The ledger has it already: it will not run again, and nothing would use its permits up.",
      "Name the migration that is still to come; `holdfast status` lists them.",
    ),
  ];
}

function nothingApproved({ id }: Migration): Finding {
  return error(
    "guard/permit-none",
    id,
    `No approval of it lets anything be dropped or emptied: holdfast/${id}.json beside the migrations has none.`,
    "Approve each loss there, with reason, owner and date; `holdfast verify` shows what it loses.",
  );
}

function notThere({ file, object, code }: Approval): Finding {
  const what = code === "guard/truncate" ? "table" : "table or column";
  return error(
    "guard/permit-unresolved",
    object,
    `${file}: this database has no such ${what}, or two whose names read the same.`,
    'Name it as it is before the migration, as schema.table or schema.table.column; of names that read the same, in quotes: "a.b".c.',
  );
}
