import { readConfig } from "../config/index.ts";
import type { ToolConfig } from "../model/config.ts";
import type { GuardReport } from "../model/live-report.ts";
import { installGuard } from "../pipeline/guard/install.ts";
import { permitGuard } from "../pipeline/guard/permit.ts";
import { printGuard, printRemoval, writeGuardMigration } from "../pipeline/guard/print.ts";
import { verifyGuard } from "../pipeline/guard/verify.ts";
import { migrationsFolder } from "./folder.ts";
import { give, reproduce } from "./give.ts";
import type { GuardCommand, GuardPrintCommand } from "./options/guard.ts";
import { printToStderr, progress, warnOfPasswords, write } from "./output.ts";

type LiveGuardCommand = Exclude<GuardCommand, GuardPrintCommand>;

/** @returns the exit code: 0 where the guard stands, or what was asked is done or printed; 1 also without confirmation */
export async function guardCommand(
  command: GuardCommand,
  args: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  if (command.action === "print" && command.what === "removal") {
    await write(process.stdout, printRemoval());
    return 0;
  }
  const { folder, tool } = await prepare(command);
  if (command.action === "print") return print(command, folder, tool);
  warnOfPasswords(command.url);
  const report = await reportOf(command, { ...tool, folder, url: command.url, signal });
  await give(command.outputs, report, again(command, folder, args));
  return passing.has(report.verdict) ? 0 : 1;
}

const passing: ReadonlySet<GuardReport["verdict"]> = new Set([
  "installed",
  "updated",
  "unchanged",
  "granted",
  "closed",
]);

/** The config says which tool's folder it is, and may name it. */
async function prepare({ action, config, folder }: GuardCommand) {
  const cwd = process.cwd();
  printToStderr();
  const settings = await readConfig(cwd, config);
  if (settings !== null) progress(`config: ${settings.label}`);
  const { tool, run } = settings?.run ?? {};
  const own: ToolConfig = { ...(tool === undefined ? {} : { tool }), ...(run === undefined ? {} : { run }) };
  return { folder: folder ?? (await migrationsFolder(`guard ${action}`, cwd, settings)), tool: own };
}

async function print({ what, wish }: GuardPrintCommand, folder: string, tool: ToolConfig): Promise<number> {
  const options = { ...tool, ...wish, folder };
  const text =
    typeof what === "string"
      ? await printGuard(options)
      : `${(await writeGuardMigration(options, what.migration)).join("\n")}\n`;
  await write(process.stdout, text);
  return 0;
}

function reportOf(
  command: LiveGuardCommand,
  options: ToolConfig & { readonly folder: string; readonly url: string; readonly signal: AbortSignal },
): Promise<GuardReport> {
  if (command.action === "verify") return verifyGuard(options);
  const confirm = command.confirm === null ? {} : { confirm: command.confirm };
  if (command.action === "permit") {
    const { migration, unbound } = command;
    return permitGuard({ ...options, ...confirm, migration, unbound });
  }
  return installGuard({ ...options, ...confirm, ...command.wish, allowOwner: command.allowOwner });
}

/** The action comes first, whatever the order of the rest. */
function again({ action }: GuardCommand, folder: string, args: readonly string[]): string {
  return reproduce(`guard ${action}`, folder, args.slice(1));
}
