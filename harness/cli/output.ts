import { Console } from "node:console";
import { clean } from "../report/index.ts";
import { addressShown, withoutPasswords } from "../text/secrets.ts";

/** NO_COLOR before FORCE_COLOR before what the stream is. */
export function colorFor(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return stream.isTTY === true && TERM !== "dumb";
}

/**
 * Waits until the text is out: a pipe that is cut short would make half a document. A reader that has had enough, as `head`
 * has, gets no more, and that is no failure; a full disk is one.
 */
export async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (error) => (error == null || isOfReader(error) ? resolve() : reject(error)));
  });
}

function isOfReader(error: Error & { readonly code?: string }): boolean {
  return error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED";
}

/** A run goes on, and cleans up, when nobody reads its progress any more: Node would end it where it stands. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}

/** Stdout belongs to the report: what a config and its functions print goes to stderr. */
export function printToStderr(): void {
  globalThis.console = new Console(process.stderr);
}

/** Everyone on this machine sees a command line. */
export function warnOfPasswords(...addresses: readonly (string | null | undefined)[]): void {
  for (const address of addresses) {
    if (address == null || addressShown(address) === address) continue;
    progress("a password on the command line is seen by everyone on this machine: env:NAME keeps it out of sight");
  }
}

/** One plain line a step, so that a log can be read and nothing is drawn over an error. */
export function progress(line: string): void {
  process.stderr.write(`${clean(withoutPasswords(line))}\n`);
}
