import { relative } from "node:path";
import { isApprovable, lapsed } from "../checks/index.ts";
import type { Expectation } from "../model/declaration.ts";
import { HarnessError } from "../model/error.ts";
import type { Approval } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import type { History, Migration, Split } from "../model/history.ts";
import type { CheckReport } from "../model/report.ts";
import type { FolderFiles, MigrationTool } from "../tools/index.ts";
import { type CandidateIntent, readIntent } from "./intent.ts";
import { type Linted, lintOn, rulesByCode } from "./lint.ts";

/** A folder whose files were judged already. */
export interface Judged {
  /** Absolute path. */
  readonly folder: string;
  readonly cwd: string;
  /** As people read the folder. */
  readonly label: string;
  readonly base: { readonly files: FolderFiles } | null;
  readonly findings: readonly Finding[];
  /** ISO date. */
  readonly today: string;
}

export interface CheckLint {
  readonly findings: readonly Finding[];
  readonly lint: NonNullable<CheckReport["lint"]>;
}

/**
 * Reads the statements of the migrations that the base does not have, else of the last one; null where the files cannot be
 * read at all, and say so.
 *
 * @throws {HarnessError} input/declaration-unreadable
 */
export async function lintFindings(tool: MigrationTool, judged: Judged): Promise<CheckLint | null> {
  const history = await historyOf(tool, judged);
  if (history === null) return null;
  if ("untold" in history) return untold(judged, history.untold);
  const split = await splitBy(history, judged.base);
  const linted = await lintOn(tool, history, split);
  const intent = await readIntent(history, split.candidate, judged.cwd);
  const expired = intent.approvals.flatMap((one) => lapsed(one, split.candidate, judged.today) ?? []);
  const found = linted.findings.filter((finding) => !isTold(finding, judged.findings));
  return {
    findings: [
      ...found.map((finding) => meant(finding, split.candidate, intent, judged.today)),
      ...unreadMigrations(linted, split.candidate),
      ...expired,
    ],
    lint: { ...linted.summary, migrations: split.candidate.map(({ id }) => id) },
  };
}

/** Codes of what the server refuses, of a whole text and of one statement. */
const refusedText = new Set(["history/syntax", "history/breakpoint-in-literal"]);
const refusedStatement = "history/outside-transaction";

/** What nobody can read, or run, is damage of the file that is told as such. */
function isTold({ code, object, at }: Finding, damage: readonly Finding[]): boolean {
  if (code === "lint/unread") return damage.some((one) => one.object === object && refusedText.has(one.code));
  if (rulesByCode[code]?.about !== "deploy") return false;
  return damage.some(
    (one) =>
      one.code === refusedStatement &&
      one.at?.file === at?.file &&
      one.at?.line === at?.line &&
      one.at?.column === at?.column,
  );
}

/** What keeps a tool from telling its SQL, such as that it is not installed, is no reason to judge nothing. */
async function historyOf(tool: MigrationTool, { folder, cwd, findings }: Judged) {
  return tool.read(folder, cwd).catch((error: unknown) => {
    if (!(error instanceof HarnessError) || error.kind === "bug") throw error;
    const isTold = findings.some(({ code }) => code.replace("history/", "input/") === error.code);
    return isTold ? null : { untold: error.message };
  });
}

function untold({ label }: Judged, why: string): CheckLint {
  const unread = [{ file: label, line: 1, why }];
  return { findings: unread.map(unreadFinding), lint: { statements: 0, unread, suppressed: 0, migrations: [] } };
}

async function splitBy({ folder, migrations }: History, base: Judged["base"]): Promise<Split> {
  if (base === null) return { base: migrations.slice(0, -1), candidate: migrations.slice(-1) };
  const known = new Set<Migration>();
  for (const migration of migrations) {
    const file = await base.files.read(relative(folder, migration.path).replaceAll("\\", "/"));
    if ("bytes" in file) known.add(migration);
  }
  return {
    base: migrations.filter((migration) => known.has(migration)),
    candidate: migrations.filter((migration) => !known.has(migration)),
  };
}

function unreadMigrations({ summary }: Linted, deploy: readonly Migration[]): readonly Finding[] {
  const without = new Set(deploy.flatMap(({ file, sql }) => (sql === "" ? file : [])));
  return summary.unread.filter(({ file }) => without.has(file)).map(unreadFinding);
}

function unreadFinding({ file, line, why }: Linted["summary"]["unread"][number]): Finding {
  return {
    code: "lint/unread",
    severity: "note",
    object: file,
    message: `What it runs was not read: ${why}.`.replace(/\.\.$/, "."),
    at: { file, line, column: 1 },
    remedy: "`holdfast verify` runs it on rows and says what became of them.",
  };
}

/** What its owner accepts, and what is declared and so held against the rows by `verify`, is a note. */
function meant(
  finding: Finding,
  deploy: readonly Migration[],
  { approvals, declarations }: CandidateIntent,
  today: string,
): Finding {
  const approval = approvals.find((one) => accepts(one, finding) && lapsed(one, deploy, today) === null);
  if (approval !== undefined) {
    const { owner, expires, reason } = approval;
    return noted(finding, `Approved by ${owner} until ${expires}: ${reason}`);
  }
  const declaration = declarations.find(({ expect }) => expect.some((one) => covers(one, finding)));
  if (declaration === undefined) return finding;
  const { file, sha256, migration } = declaration;
  const isBound = deploy.some((one) => one.id === migration && one.sha256 === sha256);
  if (isBound) return noted(finding, `Declared in ${file}: \`holdfast verify\` holds it against the rows.`);
  return { ...finding, message: `${finding.message} ${file} declares it of another version of ${migration}.` };
}

function noted(finding: Finding, why: string): Finding {
  return { ...finding, severity: "note", message: `${finding.message} ${why}` };
}

/** As of what running shows: who gives up values has not given up what protects them, which takes its own code. */
function accepts({ object, code }: Approval, finding: Finding): boolean {
  const rule = rulesByCode[finding.code];
  if (rule === undefined || object !== finding.object) return false;
  if (code?.startsWith("guard/")) return rule.about === "destructive" && rule.settledBy.includes("survival");
  return rule.settledBy.some((family) => isApprovable(`${family}/`) && (code ?? "survival/").startsWith(`${family}/`));
}

/** That rows are deleted or get other keys does not say that their table may go. */
function covers(expected: Expectation, { code, object: found }: Finding): boolean {
  const { kind, object } = expected;
  const keys = kind === "rekeyed" ? Object.keys(expected.key).map((column) => `${object}.${column}`) : [];
  if (![object, ...keys].includes(found) || rulesByCode[code]?.settledBy.includes("survival") !== true) return false;
  return kind === "becomes" || kind === "movedTo" || !code.startsWith("lint/drop-");
}
