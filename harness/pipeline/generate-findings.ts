import type { Finding } from "../model/finding.ts";
import { withoutAddresses } from "../text/secrets.ts";
import type { Ground } from "./plan.ts";

const shownSql = 200;
/** Where it asks whether something is new or was renamed, and nobody is there to answer: 0.x, then 1.0. */
const asks = /Interactive prompts require a TTY|missing_hints/;

/** Whether the tool would write a migration right now: then the schema in the code is not what the history has. */
export async function generateFindings({ tool, history }: Ground, signal?: AbortSignal): Promise<readonly Finding[]> {
  if (tool.drafting === null) return [];
  const { sql, idle, output } = await tool.drafting.generate(history, signal);
  if (idle) return [];
  const command = `\`${tool.name}-kit generate\``;
  if (sql === "" && !asks.test(output)) return [failed(command, history.label, output)];
  const what =
    sql === ""
      ? "asks whether something is new or was renamed"
      : `would write a migration, which begins: ${shortened(sql)}`;
  return [
    {
      code: "history/generate-not-idle",
      severity: "error",
      object: history.label,
      message: `the schema in the code is not what the last snapshot has: ${command} ${what}`,
      remedy: `Run ${command} and commit what it writes together with the change of the schema; or take that change back.`,
    },
  ];
}

function failed(command: string, object: string, output: string): Finding {
  return {
    code: "history/generate-failed",
    severity: "error",
    object,
    message: `${command} wrote nothing, and did not say that there is nothing to write: ${reasonIn(output)}`,
    remedy: `Run ${command} by hand in the project: a snapshot, the schema or drizzle.config cannot be read, whatever its exit code.`,
  };
}

/** Statements on one line. */
function shortened(text: string): string {
  const line = text.replaceAll("--> statement-breakpoint", " ").replaceAll(/\s+/g, " ").trim();
  return line.length > shownSql ? `${line.slice(0, shownSql)}…` : line;
}

/** What it printed, without what it is doing and where in its own code it stopped. */
function reasonIn(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  const told = lines.filter((line) => line !== "" && !/^(at |Reading config file|No config path)/.test(line));
  return told.length === 0 ? "it printed nothing" : withoutAddresses(told.slice(0, 3).join(" "));
}
