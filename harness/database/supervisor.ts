import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { createInterface } from "node:readline";

/** A user of the machine. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Runs in a process of its own, which outlives ours: when the pipe from us ends, however we ended,
 * it stops what it runs and deletes the folder. Detached, so that Ctrl-C in a terminal reaches us
 * and not the server. Lines in: {"run":[file,…arguments]} or {"keep":true}; lines out: how it ended.
 */
const script = `
const { spawn } = require("node:child_process");
const { openSync, rmSync } = require("node:fs");
const { folder, user } = JSON.parse(process.argv[1]);
const log = openSync(folder + "/log", "a", 0o600);
let command = null, keep = false, leaving = false;
function leave() {
  if (keep) process.exit(0);
  if (command === null) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    process.exit(0);
  }
  if (leaving) return;
  leaving = true;
  command.kill("SIGQUIT");
  setTimeout(() => command.kill("SIGKILL"), 3000);
}
function ended(how) {
  command = null;
  if (leaving) leave();
  else process.stdout.write(how + "\\n");
}
function run([file, ...args]) {
  command = spawn(file, args, { ...user, cwd: folder, detached: true, windowsHide: true, stdio: ["ignore", log, log] });
  command.on("error", (error) => ended(error.message));
  command.on("exit", (code, signal) => ended(signal ?? "exit " + code));
}
let rest = "";
process.stdout.on("error", () => {});
process.stdin.setEncoding("utf8");
process.stdin.on("data", (text) => {
  const lines = (rest + text).split("\\n");
  rest = lines.pop();
  for (const line of lines.map((each) => JSON.parse(each))) line.keep ? (keep = true) : run(line.run);
});
process.stdin.on("error", leave);
process.stdin.on("close", leave);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, leave);
`;

export interface Supervisor {
  /** Runs a command, one at a time. @returns How it ended: "exit 0", "SIGKILL", or why it did not start. */
  run(file: string, args: readonly string[]): Promise<string>;
  /** Lets this process end while the command runs; the command then ends with it. */
  release(): void;
  /** From now on the command and its folder stay when this process is gone. */
  keep(): void;
  /** Stops the command and deletes the folder. @returns Whether that was done: false when the supervisor itself was killed. */
  end(): Promise<boolean>;
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return { PATH, SystemRoot, TMPDIR: tmpdir(), TEMP: tmpdir(), LC_ALL: "C", TZ: "UTC" };
}

/**
 * Starts a supervisor for the commands that work in a folder.
 *
 * @param folder Absolute; the commands' output is appended to `log` in it.
 * @param user Who runs the commands; null for the user of this process.
 */
export function supervise(folder: string, user: User | null): Supervisor {
  const child = spawn(process.execPath, ["-e", script, JSON.stringify({ folder, user: user ?? {} })], {
    cwd: tmpdir(),
    detached: true,
    windowsHide: true,
    env: cleanEnvironment(),
    stdio: ["pipe", "pipe", "ignore"],
  });
  const gone = once(child, "exit").catch(() => undefined);
  const answers = createInterface({ input: child.stdout });
  child.stdin.on("error", () => undefined);
  const held = [child, child.stdin, child.stdout].map((each) => (each instanceof Socket ? each : child));

  return {
    async run(file, args) {
      const ended = Promise.race([
        once(answers, "line").then(([line]) => String(line)),
        gone.then(() => "its supervisor was killed"),
      ]);
      child.stdin.write(`${JSON.stringify({ run: [file, ...args] })}\n`);
      return ended;
    },
    release: () => held.forEach((each) => void each.unref()),
    keep: () => void child.stdin.write('{"keep":true}\n'),
    async end() {
      held.forEach((each) => void each.ref());
      child.stdin.end();
      await gone;
      return !existsSync(folder);
    },
  };
}
