import type pg from "pg";
import type { DatabaseFailure } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import type { History, LedgerLocation, LedgerRow, Migration } from "../model/history.ts";

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
  readonly notices: readonly ReplayNotice[];
  /** Which migrator ran, for people: "drizzle-orm 0.45.4 of the project". */
  readonly migrator: string;
}

/** Where a replay happens. */
export interface ReplayTarget {
  readonly ledger: LedgerLocation;
  /** Opens a session on the database; the replay closes it. */
  connect(): Promise<pg.Client>;
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
  /** Sorted by name. A link that leads out of the folder is not among them. */
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
}

/** What the files of a history say about it. */
export interface Inspection {
  /** The tool's name for the way the folder is laid out. */
  readonly layout: string;
  readonly migrations: number;
  readonly findings: readonly Finding[];
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
  /** The ledger's rows in the order they were written; none where there is no ledger. */
  readLedger(client: pg.Client, location: LedgerLocation): Promise<LedgerRow[]>;
}
