import { describeRuntimes, type Leftover, leftovers, removeLeftover, withLeftoversOn } from "../database/index.ts";
import type { CleanReport, ReportedLeftover } from "../model/clean-report.ts";
import type { Finding } from "../model/finding.ts";
import { withoutPasswordsIn } from "../text/secrets.ts";

export interface CleanOptions {
  /** The user's own server to clean up, as `--server` takes it; null for this machine. */
  readonly server: string | null;
  /** Remove nothing, and only say what would be. */
  readonly dryRun: boolean;
  /** Receives one line for each that was removed, and for each place that could not be looked at; what stays is in the report. */
  readonly say: (line: string) => void;
}

/**
 * Removes what crashed runs left, and what was kept on purpose; nothing of a run that still goes on.
 *
 * @throws {HarnessError} input/url, input/server-role; environment/live-unreachable, live-refused.
 */
export async function clean({ server, dryRun, say }: CleanOptions): Promise<CleanReport> {
  const started = performance.now();
  const report = (shown: string | null, found: readonly ReportedLeftover[]) =>
    withoutPasswordsIn<CleanReport>({
      schemaVersion: 1,
      command: "clean",
      verdict: verdictOf(found),
      server: shown,
      leftovers: found,
      findings: found.flatMap(refusedOf),
      milliseconds: { total: Math.round(performance.now() - started) },
    });
  const cleaned = (found: readonly Leftover[]) => (dryRun ? found.map(wouldBe) : removeAll(found, say));
  if (server === null) {
    await sayOfSilentRuntimes(say);
    return report(null, await cleaned(await leftovers()));
  }
  return withLeftoversOn(server, async (found, shown) => report(shown, await cleaned(found)));
}

/** Containers of a runtime that is stopped, or closed to this user, may be there all the same. */
async function sayOfSilentRuntimes(say: CleanOptions["say"]): Promise<void> {
  const looked = (await describeRuntimes()).filter(({ lookedAt }) => lookedAt);
  const oneAnswers = looked.some(({ answers }) => answers);
  for (const { source, address, answers, outcome } of looked) {
    // Who has a runtime of their own is told of no other's, unless it is named.
    if (answers || outcome === "no such socket" || (oneAnswers && source === "usual socket")) continue;
    say(`containers were not looked for: ${source} (${address}): ${outcome}`);
  }
}

function wouldBe({ kind, name, by, stays }: Leftover): ReportedLeftover {
  return { kind, name, by, fate: stays === null ? "would-remove" : "in-use", why: stays };
}

/** One after the other: a role goes when the databases are gone in which it owns something. */
async function removeAll(found: readonly Leftover[], say: CleanOptions["say"]): Promise<readonly ReportedLeftover[]> {
  const cleaned: ReportedLeftover[] = [];
  for (const leftover of found) {
    const { kind, name, by, stays } = leftover;
    const why = await removeLeftover(leftover, say);
    const fate = stays !== null ? "in-use" : why === null ? "removed" : "refused";
    cleaned.push({ kind, name, by, fate, why });
  }
  return cleaned;
}

function verdictOf(found: readonly ReportedLeftover[]): CleanReport["verdict"] {
  if (found.some(({ fate }) => fate === "refused")) return "left";
  return found.some(({ fate }) => fate === "would-remove") ? "found" : "clean";
}

function refusedOf({ kind, name, fate, why }: ReportedLeftover): readonly Finding[] {
  if (fate !== "refused") return [];
  return [
    {
      code: "environment/leftovers",
      severity: "error",
      object: name,
      message: `the ${kind} could not be removed: ${why}`,
      remedy: "Take away what keeps it, which is not holdfast's, and run holdfast clean again.",
    },
  ];
}
