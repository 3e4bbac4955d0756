/**
 * Whether a failing test keeps its databases: HOLDFAST_KEEP=1, or `vitest run -- --keep` where the global set-up sees it. Vitest refuses
 * options that it does not know, and leaves alone what stands behind `--`.
 */
export function keepWished(): boolean {
  const { HOLDFAST_KEEP: wished = "" } = process.env;
  const behind = process.argv.lastIndexOf("--");
  return (wished !== "" && wished !== "0") || (behind >= 0 && process.argv.includes("--keep", behind));
}
