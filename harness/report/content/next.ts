import { shellWord } from "../../text/shell.ts";
import type { AnyReport } from "../writers/writer.ts";

/** The command that a report ends with. */
export interface NextCommand {
  readonly purpose: "Again" | "To write them" | "To do it";
  readonly command: string;
}

/** The same again; where something was only shown, the command that does it. */
export function nextCommand(report: AnyReport, reproduce: string): NextCommand {
  if (report.command === "clean" && report.verdict === "found")
    return { purpose: "To do it", command: reproduce.replace(/ --dry-run\b/, "") };
  if ((report.command === "baseline" || report.command === "guard") && report.verdict === "unconfirmed") {
    const purpose = report.command === "baseline" ? "To write them" : "To do it";
    return { purpose, command: `${reproduce} --confirm ${shellWord(report.live.database)}` };
  }
  return { purpose: "Again", command: reproduce };
}
