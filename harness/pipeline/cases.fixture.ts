import type { Server } from "../model/database.ts";
import type { Finding } from "../model/finding.ts";
import type { Report } from "../model/report.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { verify } from "./verify.ts";

/** A migration in short: the statements of the base in one text, and those of the candidate, each on a line of its own. */
export interface Case {
  readonly title: string;
  readonly base: string;
  readonly candidate: readonly string[];
}

/** Verifies a case as a drizzle-kit folder of two migrations, filled by the generic seeding alone. */
export async function verifyCase({ base, candidate }: Case, server: Server): Promise<Report> {
  const files = sound({ "0000_base": base, "0001_candidate": candidate.join(";--> statement-breakpoint\n") });
  return withFiles(files, async (folder) => {
    const verification = await verify({ folder, cwd: folder, server, rows: 40 });
    await verification.close();
    return verification.report;
  });
}

/** "survival/rows-lost public.orders at 2": the finding's code, its object, and the candidate's line that it blames. */
export function lines(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code, object, at }) => `${code} ${object}${at === undefined ? "" : ` at ${at.line}`}`);
}

/** What became of every column that is not simply `kept`: "public.people.email renamed public.people.mail". */
export function changes(report: Report): readonly string[] {
  return report.survival.flatMap(({ table, now, columns }) =>
    columns
      .filter((column) => column.outcome !== "kept")
      .map((column) => `${table}.${column.column} ${column.outcome} ${now}.${column.now}`),
  );
}
