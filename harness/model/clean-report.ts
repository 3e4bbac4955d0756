import type { Finding } from "./finding.ts";
import type { Milliseconds } from "./report.ts";

/** Something that a run left behind. */
export interface ReportedLeftover {
  readonly kind: "container" | "folder" | "database" | "role";
  readonly name: string;
  /** Who left it: "process 4711", "run 0a1b2c3d4e5f". */
  readonly by: string;
  /** "would-remove" is what `--dry-run` says; "in-use": whoever made it still runs, or nobody here can tell. */
  readonly fate: "removed" | "would-remove" | "in-use" | "refused";
  /** Why it is still there; null where it is not, or is to go. */
  readonly why: string | null;
}

/** What `holdfast clean` prints; stable within a `schemaVersion`. */
export interface CleanReport {
  readonly schemaVersion: 1;
  readonly command: "clean";
  /** "clean": nothing of a run that is over is left; "found": `--dry-run` found some; "left": some could not be removed. */
  readonly verdict: "clean" | "found" | "left";
  /** "user@host:port/database"; null for this machine. */
  readonly server: string | null;
  readonly leftovers: readonly ReportedLeftover[];
  readonly findings: readonly Finding[];
  readonly milliseconds: Pick<Milliseconds, "total">;
}
