import { HarnessError } from "../../harness/index.ts";

/** One migration on one base, and what is true of it. */
export interface Case {
  /** Relative to the corpus, with slashes: "losses/values/double-to-real.sql". */
  readonly file: string;
  /** Whether something is lost by it: it stands in `losses/`, not in `harmless/`. */
  readonly isLoss: boolean;
  readonly title: string;
  /** What the table of kinds files it under. */
  readonly kind: string;
  /** Where real teams write this. */
  readonly from: readonly string[];
  /** Every error, and no other: "survival/column-lost public.people.email at 1", by the number of the statement. */
  readonly finds: readonly string[];
  /** Every warning but those about going back and those that reading alone gives, and no other; written as `finds`. */
  readonly warns: readonly string[];
  /** Of a harmless case, each column that is not simply kept: "public.people.email renamed public.people.mail". */
  readonly becomes: readonly string[];
  /** What the messages must also say: of the errors, or of the warnings where there is none. */
  readonly says: RegExp | null;
  /** Why none of what should be found is found yet; null where all is. */
  readonly misses: string | null;
  /** The first major version of PostgreSQL that knows what its SQL asks for; null where all of them do. */
  readonly needs: number | null;
  readonly base: string;
  /** The text of the migration's file, with Drizzle's breakpoints between its statements. */
  readonly candidate: string;
}

type Heads = ReadonlyMap<string, readonly string[]>;

const breakpoint = "--> statement-breakpoint";
const keys = { once: ["kind", "says", "misses", "needs"], often: ["from", "finds", "warns", "becomes"] };
const form =
  /^-- (?<title>(?!\w+: )\S.*)\n(?<head>(?:--.*\n)*)\n-- base\n(?<base>[\s\S]*?)\n-- candidate\n(?<candidate>[\s\S]+)$/;

/**
 * Reads the text of one case; README.md tells how it is written.
 *
 * @param file relative to the corpus, with slashes
 * @throws {HarnessError} kind "input", with what is wrong of which file
 */
export function readCase(file: string, text: string): Case {
  const parts = form.exec(text)?.groups;
  if (parts === undefined) {
    throw unreadable(file, "has not the parts of a case: title, keys, an empty line, `-- base`, `-- candidate`");
  }
  const { title = "", base = "", candidate = "" } = parts;
  if (!/\w/.test(candidate.replaceAll(/^--.*$/gm, ""))) throw unreadable(file, "has a candidate without a statement");
  const heads = headsOf(file, parts.head ?? "");
  const [all, one] = [(key: string) => heads.get(key) ?? [], (key: string) => heads.get(key)?.[0] ?? null];
  const says = one("says");
  const read = {
    file,
    isLoss: file.startsWith("losses/"),
    title,
    kind: one("kind") ?? "",
    from: all("from"),
    finds: all("finds"),
    warns: all("warns"),
    becomes: all("becomes"),
    says: says === null ? null : patternOf(file, says),
    misses: one("misses"),
    needs: one("needs") === null ? null : Number(one("needs")),
    base: `${base.trim()}\n`,
    candidate: `${candidate.trim()}\n`,
  };
  const wrong = wrongWith(read);
  if (wrong !== null) throw unreadable(file, wrong);
  return read;
}

/** @throws {HarnessError} where two cases have one title */
export function refuseTwins(cases: readonly Case[]): void {
  const seen = new Map<string, string>();
  for (const { file, title } of cases) {
    const twin = seen.get(title);
    if (twin !== undefined) throw unreadable(file, `has the title of ${twin}: ${title}`);
    seen.set(title, file);
  }
}

/** The number of the statement that a line of a candidate belongs to; both from 1. */
export function statementAt(candidate: string, line: number): number {
  const before = candidate.split("\n").slice(0, line - 1);
  return before.filter((text) => text.startsWith(breakpoint)).length + 1;
}

function headsOf(file: string, text: string): Heads {
  const heads = new Map<string, readonly string[]>();
  for (const line of text.trimEnd().split("\n")) {
    const { key = "", value = "" } = /^-- (?<key>\w+): (?<value>\S.*)$/.exec(line)?.groups ?? {};
    const known = [...keys.once, ...keys.often];
    if (!known.includes(key)) throw unreadable(file, `has a line that is no key of ${known.join(", ")}: ${line}`);
    if (keys.once.includes(key) && heads.has(key)) throw unreadable(file, `has the key ${key} twice`);
    heads.set(key, [...(heads.get(key) ?? []), value]);
  }
  return heads;
}

function wrongWith(one: Case): string | null {
  const { isLoss, kind, finds, warns, says, misses, needs } = one;
  if (kind === "") return "has no kind";
  if (needs !== null && !Number.isInteger(needs)) return "has a `needs` that is no major version";
  if (isLoss && finds.length + warns.length === 0)
    return "is a loss without anything that finds it: `finds` or `warns`";
  if (!isLoss && (finds.length > 0 || says !== null || misses !== null)) {
    return "is harmless, and has `finds`, `says` or `misses`, which belong to losses";
  }
  return wrongFinding(one);
}

/** A name may hold blanks and more, so that only the code and the number after it can be wrong. */
function wrongFinding({ finds, warns, candidate }: Case): string | null {
  const statements = candidate.split(breakpoint).length;
  for (const finding of [...finds, ...warns]) {
    const { at } = /^[a-z]+\/[a-z-]+ \S.*? at (?<at>\d+)$/.exec(finding)?.groups ?? {};
    if (at === undefined && !/^[a-z]+\/[a-z-]+ \S+$/.test(finding))
      return `names what no finding looks like: ${finding}`;
    if (at !== undefined && Number(at) > statements) return `blames statement ${at} of ${statements}: ${finding}`;
  }
  return null;
}

function patternOf(file: string, pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch (cause) {
    throw unreadable(file, `has a pattern that is none: ${pattern}`, cause);
  }
}

function unreadable(file: string, message: string, cause?: unknown): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/case",
    step: "read the corpus",
    message: `${file} ${message}`,
    remedy: "write the file as scenarios/corpus/README.md tells",
    cause,
  });
}
