import { type Finding, type Report, type VerifyOptions, verify } from "../../harness/index.ts";
import { sound, withFiles } from "../../harness/tools/drizzle/sample.fixture.ts";
import { type Case, statementAt } from "./case.ts";

/** What holdfast says of a case, in the words of its file. */
export interface Found {
  readonly verdict: Report["verdict"];
  readonly finds: readonly string[];
  readonly warns: readonly string[];
  readonly becomes: readonly string[];
  /** The messages of what was found: of the errors, or of the warnings where there is none. */
  readonly said: string;
}

/** The migration of a case that is judged. */
export const candidateId = "0001_candidate";

/** The files of a case as a drizzle-kit folder of two migrations. */
export function historyOf({ base, candidate }: Case): Readonly<Record<string, string>> {
  return sound({ "0000_base": base, [candidateId]: candidate });
}

/** Verifies such a folder, filled by the generic seeding alone. */
export async function reportOn(
  folder: string,
  cwd: string,
  server: NonNullable<VerifyOptions["server"]>,
): Promise<Report> {
  const { report, close } = await verify({ folder, cwd, server, rows: 40 });
  await close();
  return report;
}

/** Verifies a case, and says what is found in the words of its file. */
export async function run(one: Case, server: NonNullable<VerifyOptions["server"]>): Promise<Found> {
  const report = await withFiles(historyOf(one), (folder) => reportOn(folder, folder, server));
  return foundIn(report, one.candidate);
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
  return at === undefined ? `${code} ${object}` : `${code} ${object} at ${statementAt(candidate, at.line)}`;
}

/** What became of every column that is not simply `kept`: "public.people.email renamed public.people.mail". */
function changes(report: Report): readonly string[] {
  return report.survival.flatMap(({ table, now, columns }) =>
    columns
      .filter(({ outcome }) => outcome !== "kept")
      .map(({ column, outcome, now: to }) => `${table}.${column} ${outcome} ${now}.${to}`),
  );
}
