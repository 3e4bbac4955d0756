import type pg from "pg";
import type { DatabaseFailure } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import type { LedgerHabit } from "../model/guard.ts";
import type { History, Migration, Statement } from "../model/history.ts";
import type { Claim, LedgerLocation, LedgerRead, Prediction, Upgrade } from "../model/ledger.ts";

/** A migration that the server refused. */
export interface MigrationFailure {
  readonly failure: DatabaseFailure;
  /** What the migrator had sent; "commit" for what only the end of the transaction refused. */
  readonly sql: string;
  /** The migration's id; null for what the migrator does on its own behalf. */
  readonly migration: string | null;
}

/** A notice that hides something: 42622, a name was cut to 63 bytes; 42P07, IF NOT EXISTS skipped what it should have made. */
export interface ReplayNotice {
  readonly code: "42622" | "42P07";
  readonly message: string;
  readonly migration: string | null;
}

/** What one run of a tool's migrator did. */
export interface Replayed {
  /** Null where every migration was accepted. */
  readonly failure: MigrationFailure | null;
  /** What the server refused of migrations that a command of the project's recorded all the same. */
  readonly swallowed?: readonly MigrationFailure[];
  readonly notices: readonly ReplayNotice[];
  /** What was recorded by this run, in the order it ran; also what a failure then took back. */
  readonly ran: readonly string[];
  /** Which migrator ran, for people: "drizzle-orm 0.45.4 of the project". */
  readonly migrator: string;
}

/** Where a replay happens. */
export interface ReplayTarget {
  readonly ledger: LedgerLocation;
  /** Opens a session on the database; the replay closes it. */
  connect(): Promise<pg.Client>;
  /**
   * Called after each migration that was recorded, on the migrator's own session and inside the transaction that
   * it has open; without one, where a migration ended it. It leaves both as they are.
   */
  readonly after?: (migration: string, client: pg.Client) => Promise<void>;
}

/** What a way back did, as far as the tool says. What really became of the database is read from it. */
export interface TakenBack {
  /** What the server refused of it; null where it refused nothing. */
  readonly failure: MigrationFailure | null;
  /** Whether the tool gave up: over what the server refused, or by itself, which `said` tells then. */
  readonly failed: boolean;
  /** The last of what the tool said. */
  readonly said: string;
  /** Which tool ran, for people: "alembic 1.8.1". */
  readonly migrator: string;
}

/** A migration's way down, as the tool would run it. */
export interface DownPath {
  readonly migration: string;
  readonly statements: readonly Statement[];
  /** Why the statements cannot be told; null where they can. */
  readonly problem: string | null;
}

/** How the rows of a tool's ledger are known to a guard. */
export interface GuardedRows {
  /** The column that tells one migration from another. */
  readonly key: string;
  readonly habit: LedgerHabit;
  /**
   * What is recorded of a migration in that column.
   * @param claims what the ledger says so far, where a tool's ledgers do not all say it in one form
   */
  keyOf(migration: Migration, claims: readonly Claim[]): string;
}

/** Where the tool keeps its ledger, and what is odd about how that is known. */
export interface LedgerPlace {
  readonly location: LedgerLocation;
  readonly findings: readonly Finding[];
}

/** Something below a migrations folder, at most two levels deep. */
export interface FolderEntry {
  /** Its path below the folder, with forward slashes. */
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
}

/** A file's bytes, or what keeps them from being read. */
export type FileRead =
  | { readonly bytes: Buffer }
  | { readonly problem: "missing" | "outside" | "not-a-file" | "too-large" | "unreadable"; readonly reason: string };

/** The files of a migrations folder, wherever they stand: on disk, or in a commit. */
export interface FolderFiles {
  /** Sorted by name. A link to a file of the folder is a file, any other one that leads somewhere is "other". */
  list(): Promise<readonly FolderEntry[]>;
  /** Never throws. Names that leave the folder are "outside", also through links. */
  read(name: string): Promise<FileRead>;
}

/** What the check of a history works on. */
export interface InspectionInput {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** The folder as people read it; places in findings begin with it. */
  readonly label: string;
  /** The same folder at the base, and what the base is called; null where nothing is known to be old. */
  readonly base: {
    readonly files: FolderFiles;
    readonly name: string;
    /** Whether a file is what it was then: what was read of it need not be read again. */
    unchanged(name: string): boolean;
  } | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Also say whether the folder can go to the tool's next major version, where the project is not at it yet. */
  readonly upgrade?: boolean;
}

/** What the files of a history say about it. */
export interface Inspection {
  /** The tool's name for the way the folder is laid out. */
  readonly layout: string;
  readonly migrations: number;
  readonly findings: readonly Finding[];
}

/** What the last snapshot of a history says. */
export interface Head {
  /** The files that say it, below the history's folder; the snapshot itself is the last one. */
  readonly files: readonly string[];
  /** What makes it from nothing; or why the tool makes nothing of it. */
  readonly says: { readonly statements: readonly string[] } | { readonly problem: string };
}

/** What a tool would write as the next migration. */
export interface Generated {
  /** Empty where it wrote nothing. */
  readonly sql: string;
  /** It said that there is nothing to write; where it wrote nothing and did not say so, it failed or asked something. */
  readonly idle: boolean;
  /** The last of what it printed. */
  readonly output: string;
}

/** What a tool can be asked that writes migrations by comparing snapshots of a schema. */
export interface Drafting {
  /** Null where the last migration has no snapshot. @throws {HarnessError} environment: the tool cannot be asked */
  head(history: History): Promise<Head | null>;
  /** In a copy of the project. @throws {HarnessError} input: nothing says what to compare with; environment: the tool is missing */
  generate(history: History, signal?: AbortSignal): Promise<Generated>;
}

/** A migration tool: how it reads its files, runs them, and remembers that it did. */
export interface MigrationTool {
  readonly name: string;
  /** Whether the folder (an absolute path) is laid out as this tool's, also where it is damaged. */
  recognises(folder: string): Promise<boolean>;
  /** @throws {HarnessError} input: the history cannot be read, or leaves its folder. */
  read(folder: string, cwd: string): Promise<History>;
  /** Judges the files of a folder, whatever their state; with a base, also what became of the migrations that it has. */
  inspect(input: InspectionInput): Promise<Inspection>;
  ledger(history: History): Promise<LedgerPlace>;
  /**
   * Runs the project's own migrator over `migrations`, members of `history`, as one deploy.
   *
   * What the server refuses is told in the answer; a connection that breaks is thrown as it comes.
   * @throws {HarnessError} input or environment: there is no migrator that can run this history.
   */
  replay(history: History, migrations: readonly Migration[], target: ReplayTarget): Promise<Replayed>;
  /** Lends a folder that holds only these migrations, members of `history`, as a migrator reads them. */
  stage<Result>(
    history: History,
    migrations: readonly Migration[],
    use: (folder: string) => Promise<Result>,
  ): Promise<Result>;
  /** @throws {HarnessError} input: a table of that name is there, but it is not the tool's or may not be read. */
  readLedger(client: pg.Client, location: LedgerLocation): Promise<LedgerRead>;
  /**
   * What a ledger says of every migration, in the history's order, then of the rows that no file matches.
   */
  claims(history: History, ledger: LedgerRead): readonly Claim[];
  /** What the next run of the project's own migrator would do on a database with this ledger. */
  predict(history: History, ledger: LedgerRead): Prediction;
  /** What the next major version of the tool would make of this ledger; null where there is nothing to convert. */
  upgrade(history: History, ledger: LedgerRead): Upgrade | null;
  /** Whether `when` of migrations and ledger rows is milliseconds since 1970; else it is the tool's own number. */
  readonly timed: boolean;
  /** Whether its migrator runs a whole deploy in one transaction; else each migration in its own, or nobody knows. */
  readonly oneTransaction: boolean;
  /** The column that a ledger row's `id` is taken from. */
  readonly ledgerKey: string;
  readonly guarded: GuardedRows;
  /**
   * Runs the tool's own way back over `migrations`, the newest of `history`, newest first; null where it has none, also
   * in the answer, where none of these has one and nothing was run.
   *
   * A migration that has no way down beside others that have is the tool's to judge: what it says is told, and what it
   * leaves is read.
   */
  readonly takeBack:
    | ((history: History, migrations: readonly Migration[], target: ReplayTarget) => Promise<TakenBack | null>)
    | null;
  /** The way down of each migration that has one, in the history's order; null where the tool knows none. */
  readonly downs: ((history: History) => Promise<readonly DownPath[]>) | null;
  /** Null where people write the migrations. */
  readonly drafting: Drafting | null;
  /**
   * Writes SQL into the folder as the migration that comes next, as the tool itself lays one out without a change of the schema.
   *
   * @param name what is said of it in its name: "guard"
   * @returns the files that were written or changed, below the folder with forward slashes
   * @throws {HarnessError} input: there is no place for a next one, as the files are, or it may not be written
   */
  writeMigration(history: History, name: string, sql: string): Promise<readonly string[]>;
  /**
   * The statements by which the tool's migrator makes or widens its ledger; none where it is as it should be.
   *
   * @param columns those that the ledger has; null where there is no table
   * @param like the ledger that the migrator made elsewhere
   * @throws {HarnessError} input/ledger-format: the migrator would have to convert rows first
   */
  ledgerDdl(location: LedgerLocation, columns: readonly string[] | null, like: LedgerRead): readonly string[];
}
