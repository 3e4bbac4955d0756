import type { Finding } from "../model/finding.ts";
import type { GuardRead } from "../model/guard.ts";
import { count } from "../text/count.ts";

/** What the connected role could get around, and whether migrations may be its owner's; no gap, since somebody always can. */
export function judgeRole({ role, owner, tables }: GuardRead): readonly Finding[] {
  const ways = role.superuser
    ? ["it is a superuser"]
    : [
        ...(role.ownsGuard ? [`it is ${owner}, or a member of it, which owns the guard`] : []),
        ...(role.maySet.length > 0 ? [`it may set ${role.maySet.join(" and ")}`] : []),
        ...(role.reaches.length > 0 ? [`as ${role.reaches.join(" and ")} it reaches the server's files`] : []),
      ];
  const theirs = tables.filter((table) => table.owner === owner);
  return [
    ...(ways.length === 0 ? [] : [bypass(role.name, ways)]),
    ...(owner === null || theirs.length === 0 ? [] : [ownerMigrates(owner, theirs.length)]),
  ];
}

function bypass(name: string, ways: readonly string[]): Finding {
  return {
    code: "guard/bypass",
    severity: "warning",
    object: name,
    message: `${name} can turn the guard off: ${ways.join("; ")}.`,
    remedy: "Let migrations and the application connect as a role that cannot.",
  };
}

function ownerMigrates(owner: string, tables: number): Finding {
  return {
    code: "guard/owner-is-migrator",
    severity: "warning",
    object: owner,
    message: `${owner} owns the guard and ${count(tables, "table")}: if migrations run as that role, they can take the guard off.`,
    remedy:
      "Give the tables to the role that runs the migrations (ALTER TABLE … OWNER TO), or the guard to another one: install it as that.",
  };
}
