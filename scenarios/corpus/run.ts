import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Finding, type Report, type VerifyOptions, verify } from "../../harness/index.ts";
import { breakpoint, type Case } from "./case.ts";

/** What holdfast says of a case, in the words of its file. */
export interface Found {
  readonly verdict: Report["verdict"];
  readonly finds: readonly string[];
  readonly warns: readonly string[];
  readonly becomes: readonly string[];
  /** The messages of what was found: of the errors, or of the warnings where there is none. */
  readonly said: string;
}

/** Verifies a case as a drizzle-kit folder of two migrations, filled by the generic seeding alone. */
export async function run(one: Case, server: NonNullable<VerifyOptions["server"]>): Promise<Found> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-case-"));
  try {
    await writeHistory(folder, one);
    const { report, close } = await verify({ folder, cwd: folder, server, rows: 40 });
    await close();
    return foundIn(report, one.candidate);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function foundIn(report: Report, candidate: string): Found {
  const errors = report.findings.filter(({ severity }) => severity === "error");
  // Each case could be taken back in some way, and a rule may warn of what running then shows to be harmless.
  const warnings = report.findings.filter(
    ({ code, severity }) => severity === "warning" && !/^(downgrade|lint)\//.test(code),
  );
  const told = (finding: Finding) => named(finding, candidate);
  return {
    verdict: report.verdict,
    finds: errors.map(told),
    warns: warnings.map(told),
    becomes: changes(report),
    said: (errors.length > 0 ? errors : warnings).map(({ message }) => message).join("\n"),
  };
}

/** "survival/rows-lost public.orders at 2": the finding's code, its object, and the statement that it blames. */
function named({ code, object, at }: Finding, candidate: string): string {
  if (at === undefined) return `${code} ${object}`;
  const before = candidate.split("\n").slice(0, at.line);
  return `${code} ${object} at ${before.filter((line) => line.startsWith(breakpoint)).length + 1}`;
}

/** What became of every column that is not simply `kept`: "public.people.email renamed public.people.mail". */
function changes(report: Report): readonly string[] {
  return report.survival.flatMap(({ table, now, columns }) =>
    columns
      .filter(({ outcome }) => outcome !== "kept")
      .map(({ column, outcome, now: to }) => `${table}.${column} ${outcome} ${now}.${to}`),
  );
}

async function writeHistory(folder: string, { base, candidate }: Case): Promise<void> {
  const texts = { "0000_base": base, "0001_candidate": candidate };
  const entries = Object.keys(texts).map((tag, idx) => ({
    idx,
    version: "7",
    when: (idx + 1) * 1000,
    tag,
    breakpoints: true,
  }));
  const files = {
    "meta/_journal.json": JSON.stringify({ version: "7", dialect: "postgresql", entries }),
    ...Object.fromEntries(Object.entries(texts).map(([tag, sql]) => [`${tag}.sql`, sql])),
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}
