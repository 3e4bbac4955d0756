import type { GuardRead, Permit } from "../model/guard.ts";
import type { GuardReport } from "../model/live-report.ts";

type Say = (text: string) => string;

/** For tests: an open guard of three tables; each text goes through `say`, so that a test can put its own in its place. */
export function guardReportOf(say: Say): GuardReport {
  return {
    schemaVersion: 1,
    command: "guard",
    action: "verify",
    verdict: "open",
    live: { database: say("shop"), server: say("app@db.example.org:5432/shop"), version: say("17.11") },
    guard: guardOf(say),
    asked: { ledgers: [ledgerOf(say)], tables: "all", eventTriggers: true },
    limits: [say("DELETE, UPDATE and MERGE of rows pass."), say("DROP DATABASE passes.")],
    permits: [],
    findings: [
      {
        code: "guard/uncovered",
        severity: "error",
        object: say("public.audit_log"),
        message: say("TRUNCATE is not refused: the guard's trigger on it is disabled."),
        remedy: say("Install it again."),
      },
    ],
    milliseconds: { total: 312 },
  };
}

/** For tests: two permits that can be given. */
export function permitReportOf(say: Say): GuardReport {
  const permit = (...object: readonly string[]): Permit => ({
    ...{ action: object.length === 2 ? "truncate" : "drop", object, migration: say("0043_drop"), sha256: say("aa") },
    ...{ ledgerKey: say("aa"), reason: say("moved to notes"), owner: say("@team"), expires: say("2027-01-31") },
  });
  return {
    ...guardReportOf(say),
    action: "permit",
    verdict: "unconfirmed",
    permits: [permit(say("public"), say("projects"), say("code")), permit(say("public"), say("drafts"))],
    findings: [],
  };
}

function ledgerOf(say: Say): GuardReport["asked"]["ledgers"][number] {
  const location = { schema: say("drizzle"), table: say("__drizzle_migrations") };
  return { location, key: say("hash"), habit: "append", recorded: [say("aa")] };
}

function guardOf(say: Say): GuardRead {
  const table = (schema: string, name: string, truncate: string | null, ledger: string | null) => ({
    ...{ schema: say(schema), name: say(name), owner: say("app"), truncate, ledger, ledgerEnd: null },
  });
  return {
    version: say("0123456789ab"),
    owner: say("postgres"),
    opened: [],
    eventTriggers: [],
    functions: [],
    tables: [
      table("drizzle", "__drizzle_migrations", "A", "A"),
      table("public", "audit_log", "D", null),
      table("public", "projects", "A", null),
    ],
    besideLedger: [],
    bind: "A",
    wish: null,
    permits: [],
    role: { name: say("app"), superuser: false, ownsGuard: false, maySet: [], reaches: [], owns: 3 },
  };
}
