import type { Family, FindingCode } from "../model/codes.ts";
import { downgrade, restore } from "./back.ts";
import { declaration } from "./declaration.ts";
import { environment } from "./environment.ts";
import { guard } from "./guard.ts";
import { history } from "./history.ts";
import { ledger } from "./ledger.ts";
import { lint } from "./lint.ts";
import { baseline, drift, snapshot } from "./live.ts";
import { protection } from "./protection.ts";
import { candidate, coverage } from "./running.ts";
import { survival } from "./survival.ts";
import type { CodeEntry, CodeText, Texts } from "./text.ts";

export type { FindingCode } from "../model/codes.ts";
export type { CodeEntry, CodeText, Command, Example } from "./text.ts";

const texts: { readonly [Of in Family]: Texts<Of> } = {
  survival,
  protection,
  candidate,
  coverage,
  declaration,
  downgrade,
  restore,
  history,
  lint,
  ledger,
  drift,
  baseline,
  snapshot,
  guard,
  environment,
};

/** What the codes of a family speak of. */
export const families: Readonly<Record<Family, string>> = {
  survival: "What became of rows and values.",
  protection: "What guards rows and values: policies, triggers, constraints, sequences, grants.",
  candidate: "Whether the migrations under test run.",
  coverage:
    "Whether rows were there that could show a loss. An error makes the verdict `unproven`, where nothing worse is found.",
  declaration: "What a file in `holdfast/` declares or approves, held against what happened.",
  downgrade: "What going back would lose.",
  restore: "Whether a dump brings back what stood before.",
  history:
    "The files of the history. In `verify`, which judges by what really runs, they are at most warnings, but for a history that does not replay. With `check --base`, what the base has already is a note.",
  lint: "What the statements say, read without a database. In `verify` they are at most warnings.",
  ledger: "What the migration tool's own table says, and what the schema shows of it.",
  drift: "A live database held against what the history would rebuild.",
  baseline: "What keeps migrations from being recorded as applied.",
  snapshot: "The file that `holdfast snapshot` writes.",
  guard: "The guard of a database.",
  environment: "What `holdfast doctor` finds amiss with this machine.",
};

/** Every code that a finding can have, family by family. */
export const codes: readonly CodeEntry<FindingCode>[] = Object.entries(texts).flatMap(([family, named]) =>
  Object.entries<CodeText>(named).map(([name, text]) => entryOf(family as Family, name, text)),
);

const byCode: ReadonlyMap<string, CodeEntry<FindingCode>> = new Map(codes.map((entry) => [entry.code, entry]));

/** What is known of a code; null where there is none of that name, as in a report of another version. */
export function codeOf(code: string): CodeEntry<FindingCode> | null {
  return byCode.get(code) ?? null;
}

function entryOf(family: Family, name: string, text: CodeText): CodeEntry<FindingCode> {
  const code = `${family}/${name}` as FindingCode;
  return { ...text, code, family, page: `docs/findings/${family}-${name}.md` };
}
