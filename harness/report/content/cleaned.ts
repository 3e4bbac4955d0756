import type { CleanReport } from "../../model/clean-report.ts";
import { count } from "../../text/count.ts";
import type { Headline } from "./headline.ts";

export function cleanedHeadline({ verdict, leftovers, server }: CleanReport): Headline {
  const number = (wanted: string) => leftovers.filter(({ fate }) => fate === wanted).length;
  const about = server ?? "this machine";
  if (verdict === "found") {
    const meaning = `${count(number("would-remove"), "leftover")} would be removed`;
    return { tone: "unsure", word: "FOUND", meaning, about };
  }
  const removed = number("removed") === 0 ? "nothing was left" : `removed ${number("removed")}`;
  return verdict === "clean"
    ? { tone: "good", word: "CLEAN", meaning: removed, about }
    : { tone: "bad", word: "LEFT", meaning: `${number("refused")} could not be removed: see the errors`, about };
}
