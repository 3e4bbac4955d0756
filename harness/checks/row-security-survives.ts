import type { Policy } from "../model/catalog.ts";
import type { Evidence } from "../model/evidence.ts";
import { qualified } from "../sql/quote.ts";
import { byApproval, type Check, type Judgement, nameOf } from "./check.ts";
import { isOn } from "./options.ts";
import { counterpart, type Guarded, guarded, placed, protection, viewsInPlace } from "./protection.ts";

/** Row-level security is still on, and every policy still lets through the same rows. */
export const rowSecuritySurvives: Check = (evidence) => [
  ...guarded(evidence).flatMap((table) => [
    ...switches(table),
    ...table.before.policies.flatMap((policy) => judge(evidence, table, policy)),
    ...added(table),
  ]),
  ...viewsInPlace(evidence).flatMap(bypass),
];

function switches(table: Guarded): readonly Judgement[] {
  const { before, now } = table;
  const found: Judgement[] = [];
  if (before.rowSecurity && !now.rowSecurity) {
    found.push(
      protection(table, "row-security-lost", "error", null, {
        message: `Row-level security of ${placed(table)} is off: every role with SELECT now reads every row.`,
        remedy: `ALTER TABLE ${qualified(now)} ENABLE ROW LEVEL SECURITY.`,
      }),
    );
  }
  if (before.forceRowSecurity && !now.forceRowSecurity) {
    found.push(
      protection(table, "row-security-lost", "error", null, {
        message: `Row-level security of ${placed(table)} no longer binds the table's owner (FORCE is gone).`,
        remedy: `ALTER TABLE ${qualified(now)} FORCE ROW LEVEL SECURITY.`,
      }),
    );
  }
  return found;
}

/** A view reads as its owner, whom policies do not bind; a materialized one has no policies at all. */
function bypass(view: Guarded): readonly Judgement[] {
  const { before, now } = view;
  if (!before.rowSecurity || (now.kind === "v" && isOn(now, "security_invoker"))) return [];
  return [
    protection(view, "row-security-lost", "error", null, {
      message: `The name ${nameOf(before)} now belongs to a view that reads as its owner: the policies of the table no longer bind who reads it.`,
      remedy:
        now.kind === "v"
          ? `ALTER VIEW ${qualified(now)} SET (security_invoker = true), on PostgreSQL 15 and later.`
          : "Let the name belong to the table, or to a view WITH (security_invoker = true).",
    }),
  ];
}

function judge(evidence: Evidence, table: Guarded, before: Policy): readonly Judgement[] {
  const now = counterpart(before, table.now.policies);
  if (now === undefined) {
    return [
      protection(table, "policy-lost", "error", before.name, {
        message: `The policy ${before.name} on ${placed(table)} is gone.`,
        remedy: `Create it again in the same migration, or approve its loss by this code ${byApproval(evidence)}.`,
      }),
    ];
  }
  const changes = [...differences(before, now), ...functionChanges(before, now)];
  if (changes.length === 0) return [];
  return [
    protection(table, "policy-changed", "error", before.name, {
      message: `The policy ${before.name} on ${placed(table)} now lets through other rows: ${changes.join("; ")}.`,
      remedy: `Put the old expression back; if the change is meant, approve it by this code ${byApproval(evidence)}.`,
    }),
  ];
}

function differences(before: Policy, now: Policy): readonly string[] {
  const changes: string[] = [];
  const note = (what: string, old: string | null, current: string | null): void => {
    if (old !== current) changes.push(`${what} ${old ?? "(none)"} → ${current ?? "(none)"}`);
  };
  note("kind", before.permissive ? "permissive" : "restrictive", now.permissive ? "permissive" : "restrictive");
  note("command", before.command, now.command);
  note("roles", before.roles.join(", "), now.roles.join(", "));
  // The stored tree outlives renames of the columns that it names; the printed text does not.
  if (before.stored !== now.stored) {
    note("USING", before.using, now.using);
    note("WITH CHECK", before.check, now.check);
  }
  return changes;
}

/** Functions are told apart by what they do: a renamed one does the same, and another one under the name may not. */
function functionChanges(before: Policy, now: Policy): readonly string[] {
  const known = new Set(before.functions.map(({ source }) => source));
  return now.functions
    .filter(({ source }) => !known.has(source))
    .filter(({ name }) => before.stored === now.stored || before.functions.some((other) => other.name === name))
    .map(({ name }) => `its function ${name} has another source`);
}

/** Permissive policies add up: each new one shows rows that no other showed. */
function added(table: Guarded): readonly Judgement[] {
  if (!table.before.rowSecurity) return [];
  const known = table.before.policies.map((policy) => counterpart(policy, table.now.policies));
  return table.now.policies
    .filter((policy) => policy.permissive && !known.includes(policy))
    .map((policy) =>
      protection(table, "policy-added", "warning", policy.name, {
        message: `${placed(table)} has a new permissive policy ${policy.name} (${policy.command}, for ${policy.roles.join(", ")}): ${policy.using ?? policy.check ?? "true"}. What it lets through is let through besides what the other policies do.`,
        remedy: "Check that nobody gets at rows that are not theirs.",
      }),
    );
}
