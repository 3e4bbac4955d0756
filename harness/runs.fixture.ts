/** How often a property is tried: a few times with every test run, many times with `npm run test:deep`. */
export function runs(usual: number): number {
  return usual * Number(process.env.HOLDFAST_RUNS ?? 1);
}

/** Of cases that differ little, evenly chosen ones with every test run, and all of them with `npm run test:deep`. */
export function some<Case>(cases: readonly Case[], usual: number): readonly Case[] {
  const step = Math.max(1, cases.length / runs(usual));
  return cases.filter((_, place) => Math.floor(place / step) !== Math.floor((place - 1) / step));
}
