import type { Invocation, Log, Result, Run } from "sarif";
import { exitCodes } from "../../model/error.ts";
import { headlineOf } from "../content/headline.ts";
import { mostResults, plain, resultsOf } from "../sarif/results.ts";
import { rulesOf } from "../sarif/rules.ts";
import { identifier, subjectOf } from "../subject.ts";
import type { Writer } from "./writer.ts";

/** For code scanning: SARIF 2.1.0, a result for each finding, at its place in the migration's file. */
export const sarif: Writer = {
  report(report, { within }) {
    const { findings, command } = report;
    const codes = [...new Set(findings.map(({ code }) => code))].sort();
    const left = findings.length - mostResults;
    return logOf({
      id: `holdfast/${[command, within, subjectOf(report)]
        .filter((part) => part !== "")
        .map(identifier)
        .join("/")}/`,
      results: resultsOf(report, codes, within),
      rules: rulesOf(codes),
      invocation: {
        executionSuccessful: true,
        // A verdict that is not good is the only reason for another exit code than 0 in a run that has a report.
        exitCode: headlineOf(report).tone === "good" ? 0 : 1,
        ...(left > 0 ? notified("warning", `${left} findings more are in the report of --json only.`) : {}),
      },
    });
  },
  error({ command, error }) {
    const text = [error.message, `While trying to ${error.step}.`, ...error.tried, error.remedy].join("\n");
    return logOf({
      id: `holdfast/${identifier(command)}/`,
      results: [],
      rules: [],
      invocation: {
        executionSuccessful: false,
        exitCode: exitCodeOf(error.code),
        ...notified("error", text, error.code),
      },
    });
  },
};

/** As the command exits: an error's code begins with its kind. */
function exitCodeOf(code: string): number {
  const kinds: Readonly<Record<string, number>> = exitCodes;
  return kinds[code.split("/")[0] ?? ""] ?? exitCodes.bug;
}

function notified(
  level: "error" | "warning",
  text: string,
  code?: string,
): Pick<Invocation, "toolExecutionNotifications"> {
  const descriptor = code === undefined ? {} : { descriptor: { id: code } };
  return { toolExecutionNotifications: [{ level, message: { text: plain(text) }, ...descriptor }] };
}

interface Parts {
  readonly id: string;
  readonly results: readonly Result[];
  readonly rules: ReturnType<typeof rulesOf>;
  readonly invocation: Invocation;
}

function logOf({ id, results, rules, invocation }: Parts): string {
  const run: Run = {
    tool: { driver: { name: "holdfast", rules: [...rules] } },
    automationDetails: { id },
    invocations: [invocation],
    originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository." } } },
    columnKind: "unicodeCodePoints",
    results: [...results],
  };
  const log: Log = { $schema: schema, version: "2.1.0", runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
