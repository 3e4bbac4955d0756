import { clean } from "../report/index.ts";

/** NO_COLOR before FORCE_COLOR before what the stream is. */
export function colorFor(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return stream.isTTY === true && TERM !== "dumb";
}

/** Waits until the text is out: a pipe that is cut short would make half a document. */
export async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  await new Promise<void>((resolve) => {
    stream.write(text, () => resolve());
  });
}

/** One plain line a step, so that a log can be read and nothing is drawn over an error. */
export function progress(line: string): void {
  process.stderr.write(`${clean(line)}\n`);
}
