import { headlineOf } from "../content/headline.ts";
import { nextCommand } from "../content/next.ts";
import type { AnyReport } from "../writers/writer.ts";
import { type Anchors, anchorsOf } from "./anchors.ts";
import { type Child, html } from "./escape.ts";
import { findingsPart } from "./findings.ts";
import type { Page } from "./page.ts";
import { list, type Part, table } from "./parts.ts";
import { errorsOf, next, tally, verdictOf } from "./verdict.ts";

export type Body = Pick<Page, "verdict" | "parts">;

/** Every page begins with its verdict and has its findings. */
export function bodyOf(
  report: AnyReport,
  reproduce: string,
  about: readonly (readonly [term: string, said: Child])[],
  parts: (findings: Part, anchors: Anchors) => readonly Part[],
): Body {
  const anchors = anchorsOf(report);
  const { findings } = report;
  const rest = html`${errorsOf(findings, anchors)}${next(nextCommand(report, reproduce))}`;
  return {
    verdict: verdictOf(headlineOf(report), [["found", tally(findings)], ...about], rest),
    parts: parts(findingsPart(findings, anchors), anchors),
  };
}

/** A part that is one table; none where it has no row. */
export function tablePart(
  id: string,
  title: string,
  heads: readonly string[],
  rows: readonly (readonly Child[])[],
): readonly Part[] {
  if (rows.length === 0) return [];
  return [{ id, title, aside: String(rows.length), body: table({ caption: title, isTold: false, heads, rows }) }];
}

/** What is said of a run in whole sentences. */
export function saidPart(title: string, sentences: readonly Child[]): Part {
  return { id: "said", title, aside: "", body: list(sentences) };
}
