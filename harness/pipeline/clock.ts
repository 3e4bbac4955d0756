import type { Milliseconds } from "../model/report.ts";

export type Phase = Exclude<keyof Milliseconds, "total">;

/** In milliseconds. */
export const day = 86_400_000;

/** ISO date, in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Adds up the time that each phase takes; phases do not nest. */
export interface Clock {
  time<T>(phase: Phase, work: () => Promise<T>): Promise<T>;
  read(): Milliseconds;
}

export function clock(): Clock {
  const started = performance.now();
  const spent: Record<Phase, number> = { server: 0, replay: 0, seed: 0, capture: 0, candidate: 0, downgrade: 0 };
  return {
    async time(phase, work) {
      const from = performance.now();
      try {
        return await work();
      } finally {
        spent[phase] += performance.now() - from;
      }
    },
    read() {
      const whole = Object.entries(spent).map(([phase, value]) => [phase, Math.round(value)]);
      return { ...Object.fromEntries(whole), total: Math.round(performance.now() - started) };
    },
  };
}
