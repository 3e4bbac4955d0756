import type { CheckReport } from "../../model/report.ts";
import { count } from "../../text/count.ts";
import { clean } from "../clean.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { headline, type Paint } from "./paint.ts";

export function checkHead({ verdict, history, base, findings }: CheckReport, paint: Paint): string {
  const [color, word] = verdict === "sound" ? (["green", "SOUND"] as const) : (["red", "DAMAGED"] as const);
  const clear =
    findings.length === 0 ? "nothing is wrong with the files" : "nothing new or serious is wrong with the files";
  const errors = findings.filter(({ severity }) => severity === "error");
  const dropped = "what is dropped is in production, or was made again without its values";
  const damage = errors.every(isOfDrops) ? dropped : "mend the files before anything is deployed";
  const meaning = verdict === "sound" ? clear : damage;
  const against = base === null ? "" : `, against ${clean(base.ref)} (${clean(base.commit.slice(0, 10))})`;
  const where = `${clean(history.folder)}: ${count(history.migrations, "migration")}${against}`;
  return headline(paint, color, word, meaning, where);
}

export function checkTail(
  { base, findings, replayedOn, production, milliseconds }: CheckReport,
  { reproduce }: WriterOptions,
  paint: Paint,
): string {
  const hint = "With --base REF, what stands in that git ref already is a note, and its migrations must be unchanged.";
  const read = production === undefined ? "Files only, no database" : `Production is ${clean(production)}`;
  return [
    ...(base === null && findings.length > 0 ? [hint] : []),
    `${replayedOn === undefined ? read : `Replayed on ${clean(replayedOn)}`}; ${(milliseconds.total / 1000).toFixed(1)} s.`,
    `${paint("dim", "Again:")} ${clean(reproduce)}`,
  ].join("\n");
}

/** The files are as they should be then: what they do is not. */
function isOfDrops({ code }: CheckReport["findings"][number]): boolean {
  return code === "downgrade/drops-live" || code === "history/drop-made-again";
}
