/** How often a property is tried: a few times with every test run, many times with `npm run test:deep`. */
export function runs(usual: number): number {
  return usual * Number(process.env.HOLDFAST_RUNS ?? 1);
}
