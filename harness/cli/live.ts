import { readConfig } from "../config/index.ts";
import { baseline } from "../pipeline/live/baseline/baseline.ts";
import { drift } from "../pipeline/live/drift/drift.ts";
import { readSnapshot, snapshot } from "../pipeline/live/snapshot/snapshot.ts";
import { status } from "../pipeline/live/status/status.ts";
import type { AnyReport } from "../report/index.ts";
import { migrationsFolder } from "./folder.ts";
import { give, reproduce } from "./give.ts";
import type { BaselineCommand, DriftCommand, LiveCommand, SnapshotCommand, StatusCommand } from "./options/live.ts";
import { printToStderr, progress, warnOfPasswords, write } from "./output.ts";

/** @returns the exit code: 0 when every migration is recorded and in effect */
export async function statusCommand(
  command: StatusCommand,
  args: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const { folder, run, print } = await prepare("status", command, args);
  const report = await status({ ...run, url: command.url, folder, replay: command.replay, signal });
  await print(report);
  return report.verdict === "applied" ? 0 : 1;
}

/** @returns the exit code: 0, also where the file was the same already */
export async function snapshotCommand(
  command: SnapshotCommand,
  args: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const { folder, own, print } = await prepare("snapshot", command, args);
  const { url, file, statistics } = command;
  const options = { ...own, url, folder, statistics, signal };
  if (file !== "-") {
    await print(await snapshot({ ...options, ...(file === null ? {} : { file }) }));
    return 0;
  }
  const { text, report } = await readSnapshot(options);
  await write(process.stdout, text);
  for (const { message } of report.findings) progress(message);
  await print(report);
  return 0;
}

/** @returns the exit code: 0 when production is what the history makes */
export async function driftCommand(
  command: DriftCommand,
  args: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const { folder, run, ignore, print } = await prepare("drift", command, args);
  const { url, snapshot: file, to } = command;
  const report = await drift({
    ...run,
    folder,
    ignore,
    signal,
    ...(url === null ? {} : { url }),
    ...(file === null ? {} : { snapshot: file }),
    ...(to === null ? {} : { to }),
  });
  await print(report);
  return report.verdict === "equal" ? 0 : 1;
}

/** @returns the exit code: 0 when all of it is recorded now, 1 also where a confirmation is missing */
export async function baselineCommand(
  command: BaselineCommand,
  args: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const { folder, run, print } = await prepare("baseline", command, args);
  const { url, to, confirm } = command;
  const report = await baseline({
    ...run,
    url,
    folder,
    to,
    signal,
    ...(confirm === null ? {} : { confirm }),
  });
  await print(report);
  return report.verdict === "recorded" || report.verdict === "unchanged" ? 0 : 1;
}

/** What every one of them begins with. */
async function prepare(name: string, command: LiveCommand, args: readonly string[]) {
  const cwd = process.cwd();
  printToStderr();
  const settings = await readConfig(cwd, command.config);
  const folder = command.folder ?? (await migrationsFolder(name, cwd, settings));
  if (settings !== null) progress(`config: ${settings.label}`);
  warnOfPasswords(command.url, command.said.address);
  // The version is that of the live server: a config's is for histories that have none.
  const { provider, image, tool, run } = settings?.run ?? {};
  const own = tool === undefined ? {} : { tool };
  return {
    folder,
    own,
    ignore: settings?.run.drift?.ignore ?? [],
    run: {
      ...own,
      ...(run === undefined ? {} : { run }),
      ...(provider === undefined ? {} : { provider }),
      // Of a server that is there, no image is chosen.
      ...(image === undefined || command.said.address !== undefined ? {} : { image }),
      ...command.said,
      say: progress,
    },
    async print(report: AnyReport): Promise<void> {
      await give(command.outputs, report, reproduce(name, folder, args));
    },
  };
}
