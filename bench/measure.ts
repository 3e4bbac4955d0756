import { parseArgs } from "node:util";
import { startServer } from "../harness/database/index.ts";
import type { ProviderName, Server } from "../harness/model/database.ts";

/** What is measured. A function that `run` gives back clears up after it, off the clock. */
export interface Contender {
  readonly name: string;
  run(): Promise<unknown>;
}

export interface Measured {
  readonly name: string;
  /** Median over the rounds. */
  readonly milliseconds: number;
}

/** `--provider`, and `--rounds N`; the embedded server and what the bench finds enough are the defaults. */
export function benchOptions(rounds: number): { readonly provider: ProviderName; readonly rounds: number } {
  const { values } = parseArgs({
    options: { provider: { type: "string", default: "embedded" }, rounds: { type: "string", default: String(rounds) } },
  });
  return {
    provider: values.provider === "testcontainers" ? "testcontainers" : "embedded",
    rounds: Number(values.rounds),
  };
}

export async function withServer<T>(provider: ProviderName, work: (server: Server) => Promise<T>): Promise<T> {
  const server = await startServer({ provider, keep: false, say: (line) => process.stderr.write(`${line}\n`) });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

/**
 * Runs the contenders in turn, so that a slow minute of the machine meets all of them, and takes medians.
 * One round before the first warms caches up and is not counted.
 */
export async function race(contenders: readonly Contender[], rounds: number): Promise<readonly Measured[]> {
  const times = contenders.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [place, contender] of contenders.entries()) {
      const start = performance.now();
      const clear = await contender.run();
      if (round > 0) times[place]?.push(performance.now() - start);
      if (typeof clear === "function") await clear();
    }
  }
  return contenders.map(({ name }, place) => ({ name, milliseconds: median(times[place] ?? []) }));
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/**
 * Prints each contender as a ratio to the first peer, and whether the first contender holds its bars.
 *
 * @param bars by peer: how many times as long as the peer the first contender may take
 * @returns the exit code: 1 when a bar does not hold
 */
export function judge(measured: readonly Measured[], bars: Readonly<Record<string, number>>): 0 | 1 {
  const timeOf = (peer: string): number => measured.find(({ name }) => name === peer)?.milliseconds ?? Number.NaN;
  const against = timeOf(Object.keys(bars)[0] ?? "");
  for (const { name, milliseconds } of measured) {
    console.log(
      `${milliseconds.toFixed(0).padStart(8)} ms  ${(milliseconds / against).toFixed(2).padStart(6)} x  ${name}`,
    );
  }
  const verdicts = Object.entries(bars).map(([peer, bar]) => {
    const [first] = measured;
    const ratio = (first?.milliseconds ?? Number.NaN) / timeOf(peer);
    const holds = ratio <= bar;
    console.log(
      `${holds ? "holds" : "FAILS"}: ${first?.name} takes ${ratio.toFixed(2)} x ${peer}; the bar is ${bar.toFixed(2)} x`,
    );
    return holds;
  });
  return verdicts.every(Boolean) ? 0 : 1;
}
