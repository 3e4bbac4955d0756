import type { LedgerLocation } from "./ledger.ts";

/** All that is of the guard is in here but for its event triggers, and its triggers on what it covers. */
export const guardSchema = "holdfast_guard";

/** The SQLSTATEs of the guard. */
export const guardStates = {
  /** What would lose data. */
  refused: "HF001",
  /** What would take the guard off, or lead the ledger out of its sight. */
  kept: "HF002",
  /** At COMMIT: a permit was used, and its migration not recorded. */
  unbound: "HF003",
} as const;

/** Whether databases of a run refuse what loses data, as a guarded production does. */
export type GuardSetting = "installed" | "none";

/** How a migrator treats its ledger: "append" only adds rows, "moves" overwrites the row that says where it stands. */
export type LedgerHabit = "append" | "moves";

export interface GuardedLedger {
  readonly location: LedgerLocation;
  /** The column that tells one migration from another. */
  readonly key: string;
  readonly habit: LedgerHabit;
  /** What the history had in that column before the guard came; of a "moves" ledger also what it no longer holds. */
  readonly recorded: readonly string[];
}

export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** What a guard is to cover. */
export interface GuardWish {
  readonly ledgers: readonly GuardedLedger[];
  /** Tables that TRUNCATE is refused on; ledgers always are. */
  readonly tables: "all" | readonly TableName[];
  /** Without them, only TRUNCATE and changes of the ledger's rows can be refused. */
  readonly eventTriggers: boolean;
}

export type PermitAction = "drop" | "truncate" | "ledger";

/** Lets one statement of one migration through, once. */
export interface Permit {
  readonly action: PermitAction;
  /** {schema, table} or {schema, table, column}. */
  readonly object: readonly string[];
  readonly migration: string;
  /** Of the migration's file. */
  readonly sha256: string;
  /** What the ledger must record in the same transaction; null binds it to nothing. */
  readonly ledgerKey: string | null;
  readonly reason: string;
  readonly owner: string;
  /** ISO date; the permit holds through this day, in UTC. */
  readonly expires: string;
}

export interface GivenPermit extends Permit {
  readonly id: number;
  readonly used: { readonly at: string; readonly by: string } | null;
}

/** What stands of the guard in a database. Pure data; what it means is judged elsewhere. */
export interface GuardRead {
  /** As the guard's schema says; null where there is no such schema. */
  readonly version: string | null;
  readonly owner: string | null;
  /** Rights on the guard's schema, tables and functions that are not its owner's, in words. */
  readonly opened: readonly string[];
  readonly eventTriggers: readonly {
    readonly name: string;
    readonly event: string;
    /** "A" for always. */
    readonly enabled: string;
    readonly function: string;
  }[];
  readonly functions: readonly {
    readonly name: string;
    readonly owner: string;
    /** SHA-256 of its body. */
    readonly digest: string;
    readonly definer: boolean;
    readonly config: readonly string[];
  }[];
  /** Every plain and partitioned table that lasts. */
  readonly tables: readonly {
    readonly schema: string;
    readonly name: string;
    readonly owner: string;
    /** `tgenabled` of the guard's triggers; null where there is none. */
    readonly truncate: string | null;
    readonly ledger: string | null;
    /** Of a "moves" ledger: what looks at its deleted rows at COMMIT. */
    readonly ledgerEnd: string | null;
  }[];
  /** Rules and triggers of others on guarded ledgers, "rule swallow": they may keep rows out. */
  readonly besideLedger: readonly { readonly schema: string; readonly name: string; readonly what: string }[];
  /** `tgenabled` of what binds permits to their migrations; null where it is not there. */
  readonly bind: string | null;
  /** What was asked for when it was installed; null where it is not there. */
  readonly wish: GuardWish | null;
  readonly permits: readonly GivenPermit[];
  /** Who looks. */
  readonly role: {
    readonly name: string;
    readonly superuser: boolean;
    readonly ownsGuard: boolean;
    /** Settings that would turn the guard off, and that this role may set. */
    readonly maySet: readonly string[];
    /** Roles that reach the server's files, and that it is a member of or can make itself one of. */
    readonly reaches: readonly string[];
    /** Tables that belong to it. */
    readonly owns: number;
  };
}
