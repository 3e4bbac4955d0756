import type { CleanReport } from "../../model/clean-report.ts";
import { clean } from "../clean.ts";
import { cleanedHeadline } from "../content/cleaned.ts";
import { nextCommand } from "../content/next.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { closing, headline, type Paint } from "./paint.ts";

type Leftovers = CleanReport["leftovers"];

/** What was removed was said on the way; what was not is told here. */
export function cleanedHead(report: CleanReport, paint: Paint): readonly string[] {
  const of = (wanted: string) => report.leftovers.filter(({ fate }) => fate === wanted);
  return [
    headline(paint, cleanedHeadline(report)),
    list("Would be removed", of("would-remove"), paint, ({ by }) => `left by ${by}`),
    list("In use, and left alone", of("in-use"), paint, ({ why }) => why ?? ""),
  ];
}

function list(
  title: string,
  leftovers: Leftovers,
  paint: Paint,
  words: (leftover: Leftovers[number]) => string,
): string {
  if (leftovers.length === 0) return "";
  const lines = leftovers.map((one) => `  ${one.kind}  ${clean(one.name)}  ${clean(words(one))}`);
  return [paint("bold", title), ...lines].join("\n");
}

export function cleanedTail(report: CleanReport, { reproduce }: WriterOptions, paint: Paint): string {
  return report.verdict === "clean" ? "" : closing(paint, nextCommand(report, reproduce));
}
