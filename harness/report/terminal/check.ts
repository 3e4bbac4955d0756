import type { CheckReport } from "../../model/report.ts";
import { count } from "../../text/count.ts";
import { clean } from "../clean.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { headline, type Paint } from "./paint.ts";

export function checkHead({ verdict, history, base, findings }: CheckReport, paint: Paint): string {
  const [color, word] = verdict === "sound" ? (["green", "SOUND"] as const) : (["red", "DAMAGED"] as const);
  const clear =
    findings.length === 0 ? "nothing is wrong with the files" : "nothing new or serious is wrong with the files";
  const meaning = verdict === "sound" ? clear : "mend the files before anything is deployed";
  const against = base === null ? "" : `, against ${clean(base.ref)} (${clean(base.commit.slice(0, 10))})`;
  const where = `${clean(history.folder)}: ${count(history.migrations, "migration")}${against}`;
  return headline(paint, color, word, meaning, where);
}

export function checkTail(
  { base, findings, replayedOn, milliseconds }: CheckReport,
  { reproduce }: WriterOptions,
  paint: Paint,
): string {
  const hint = "With --base REF, what stands in that git ref already is a note, and its migrations must be unchanged.";
  return [
    ...(base === null && findings.length > 0 ? [hint] : []),
    `${replayedOn === undefined ? "Files only, no database" : `Replayed on ${clean(replayedOn)}`}; ${(milliseconds.total / 1000).toFixed(1)} s.`,
    `${paint("dim", "Again:")} ${clean(reproduce)}`,
  ].join("\n");
}
