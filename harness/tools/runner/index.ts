import type { Finding } from "../../model/finding.ts";
import type { MigrationFailure, MigrationTool } from "../tool.ts";
import { type Runner, stepsOf } from "./command.ts";
import { deployed } from "./deploy.ts";
import { withoutSecrets } from "./output.ts";
import { inCopy } from "./project.ts";
import { takeBackBy } from "./take-back.ts";

export type { Runner } from "./command.ts";

const patience = 5 * 60 * 1000;

/**
 * The tool, with the project's own command in place of its migrator, and another one in place of its way back: whoever
 * migrates by a command of their own does not go back by the tool. What ran is told by the ledger, never by how it ended.
 */
export function withRunner(tool: MigrationTool, runner: Runner, milliseconds = patience): MigrationTool {
  const migrator = withoutSecrets(runner.command);
  return {
    ...tool,
    oneTransaction: false,
    read: async (folder, cwd) => withoutDoubt(tool.name, await tool.read(folder, cwd)),
    inspect: async (input) => withoutDoubt(tool.name, await tool.inspect(input)),
    predict: (history, ledger) => ({ ...tool.predict(history, ledger), migrator }),
    replay: (history, migrations, target) =>
      inCopy(runner.folder, history, async (copy) => {
        const ran: string[] = [];
        const swallowed: MigrationFailure[] = [];
        for (const step of stepsOf(migrations, target)) {
          const deploy = { tool, runner, milliseconds, history, copy, target };
          const done = await deployed(deploy, step);
          ran.push(...done.ran);
          swallowed.push(...done.swallowed);
          if (done.failure !== null) return { failure: done.failure, swallowed, notices: [], ran, migrator };
        }
        return { failure: null, swallowed, notices: [], ran, migrator };
      }),
    takeBack: runner.down === undefined ? null : takeBackBy({ tool, runner, down: runner.down, milliseconds }),
  };
}

/** What only another migrator would refuse, or does not understand, is no damage where the project's own is what runs. */
function withoutDoubt<Judged extends { readonly findings: readonly Finding[] }>(tool: string, judged: Judged): Judged {
  const isDoubt = ({ code, severity }: Finding): boolean =>
    code === "history/own-runner" ||
    (code === "history/not-inspected" && severity !== "note") ||
    (code === "history/outside-transaction" && tool === "plain-sql");
  return { ...judged, findings: judged.findings.filter((finding) => !isDoubt(finding)) };
}
