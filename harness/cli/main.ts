#!/usr/bin/env node
import { HarnessError } from "../model/error.ts";
import { nearest } from "../text/nearest.ts";
import { withoutPasswords } from "../text/secrets.ts";
import { documentOf, exitCodeOf } from "./failure.ts";
import { giveError } from "./give.ts";
import { help } from "./help.ts";
import { isAddress, outputsIn, usage } from "./options/common.ts";
import { outliveReaders, progress, write } from "./output.ts";
import { onSignal } from "./signals.ts";
import { version } from "./version.ts";

// A command loads what it needs: help, and a mistake in the arguments, need none of it.
const commands: Readonly<Record<string, (args: readonly string[], signal: AbortSignal) => Promise<number>>> = {
  async verify(args, signal) {
    const { parseVerify } = await import("./options/verify.ts");
    const command = parseVerify(args);
    const { verifyCommand } = await import("./verify.ts");
    return verifyCommand(command, args, signal);
  },
  async check(args, signal) {
    const { parseCheck } = await import("./options/check.ts");
    const command = parseCheck(args);
    const { checkCommand } = await import("./check.ts");
    return checkCommand(command, args, signal);
  },
  async status(args, signal) {
    const { parseStatus } = await import("./options/live.ts");
    const command = parseStatus(args);
    const { statusCommand } = await import("./live.ts");
    return statusCommand(command, args, signal);
  },
  async drift(args, signal) {
    const { parseDrift } = await import("./options/live.ts");
    const command = parseDrift(args);
    const { driftCommand } = await import("./live.ts");
    return driftCommand(command, args, signal);
  },
  async snapshot(args, signal) {
    const { parseSnapshot } = await import("./options/live.ts");
    const command = parseSnapshot(args);
    const { snapshotCommand } = await import("./live.ts");
    return snapshotCommand(command, args, signal);
  },
  async baseline(args, signal) {
    const { parseBaseline } = await import("./options/live.ts");
    const command = parseBaseline(args);
    const { baselineCommand } = await import("./live.ts");
    return baselineCommand(command, args, signal);
  },
  async guard(args, signal) {
    const { parseGuard } = await import("./options/guard.ts");
    const command = parseGuard(args);
    const { guardCommand } = await import("./guard.ts");
    return guardCommand(command, args, signal);
  },
  async clean(args) {
    const { parseClean } = await import("./options/clean.ts");
    const command = parseClean(args);
    const { cleanCommand } = await import("./clean.ts");
    return cleanCommand(command, args);
  },
  async doctor(args, signal) {
    const { parseDoctor } = await import("./options/doctor.ts");
    const command = parseDoctor(args);
    const { doctorCommand } = await import("./doctor.ts");
    return doctorCommand(command, args, signal);
  },
  async init(args, signal) {
    const { parseInit } = await import("./options/init.ts");
    const command = parseInit(args);
    const { initCommand } = await import("./init.ts");
    return initCommand(command, signal);
  },
};

async function main(args: readonly string[], signal: AbortSignal): Promise<number> {
  const [name, ...rest] = args;
  if (args.includes("--help") || args.includes("-h") || name === undefined) {
    await write(name === undefined ? process.stderr : process.stdout, help);
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-v") {
    await write(process.stdout, `${await version()}\n`);
    return 0;
  }
  const command = commands[name];
  if (command !== undefined) return command(rest, signal);
  const near = nearest(name, Object.keys(commands));
  throw usage(
    `there is no command "${isAddress(name) ? "…" : name}"`,
    near === null ? null : `Did you mean holdfast ${near}?`,
  );
}

/** On Linux, the command line that other users see is this title. */
function hidePasswords(args: readonly string[]): void {
  if (args.some((arg) => arg.includes("@") || withoutPasswords(arg) !== arg)) process.title = "holdfast";
}

/** Every way out goes through here: what went wrong is said in the form that was asked for, and has its code. */
async function run(args: readonly string[]): Promise<number> {
  hidePasswords(args);
  outliveReaders();
  const interrupted = onSignal();
  try {
    return await main(args, interrupted.signal);
  } catch (error) {
    const code = interrupted.code();
    if (code !== null) return code;
    const document = documentOf(error, args[0] ?? "");
    await giveError(outputsIn(args), document);
    if (!(error instanceof HarnessError) && error instanceof Error) traced(error);
    return exitCodeOf(error);
  }
}

/** Line by line, since what it quotes must neither be obeyed nor give anything away. */
function traced({ stack = "" }: Error): void {
  for (const line of withoutPasswords(stack).split("\n")) progress(line);
}

// A run that stops half way, with nothing left to wait for, must not look like a pass.
process.exitCode = 4;
// A config may leave a timer or a connection open, for which a finished run must not wait.
process.exit(await run(process.argv.slice(2)));
