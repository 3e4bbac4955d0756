import { readConfig, type Settings } from "../config/index.ts";
import { HarnessError } from "../model/error.ts";
import { doctor } from "../pipeline/doctor/index.ts";
import { migrationsFolder } from "./folder.ts";
import { give, reproduce } from "./give.ts";
import type { DoctorCommand } from "./options/doctor.ts";
import { printToStderr, progress, warnOfPasswords } from "./output.ts";

/** @returns the exit code: 0 when a run could start, 1 when something beside the server is in its way, 3 without a server */
export async function doctorCommand(
  command: DoctorCommand,
  args: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const cwd = process.cwd();
  warnOfPasswords(command.said.address);
  printToStderr();
  const config = await orRefusal(() => readConfig(cwd, command.config));
  const settings = config instanceof HarnessError ? null : config;
  const folder = command.folder ?? (await orRefusal(() => migrationsFolder("doctor", cwd, settings)));
  const { tool, run } = settings?.run ?? {};
  const report = await doctor({
    cwd,
    ...placeOf(settings, command),
    project: {
      config: config instanceof HarnessError ? config : (config?.label ?? null),
      folder,
      tool: { ...(tool === undefined ? {} : { tool }), ...(run === undefined ? {} : { run }) },
    },
    say: progress,
    signal,
  });
  await give(command.outputs, report, reproduce("doctor", null, args));
  return { ready: 0, hindered: 1, unfit: 3 }[report.verdict];
}

/** The config's server, unless the command line says another one. */
function placeOf(settings: Settings | null, { said }: DoctorCommand) {
  if (said.address !== undefined) return said;
  const { provider, postgres, image } = settings?.run ?? {};
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(postgres === undefined ? {} : { postgres }),
    ...(image === undefined ? {} : { image }),
    ...said,
  };
}

/** What is wrong with the project is told beside the rest. */
async function orRefusal<Result>(work: () => Promise<Result>): Promise<Result | HarnessError> {
  return work().catch((error: unknown) => {
    if (error instanceof HarnessError) return error;
    throw error;
  });
}
