import { HarnessError } from "../model/error.ts";

const known = ["auto", "testcontainers", "embedded"] as const;

/** What tests start their servers with: HOLDFAST_PROVIDER, else real containers where they run. */
export const testProvider = chosen(process.env.HOLDFAST_PROVIDER ?? "auto");

const { HOLDFAST_POSTGRES: postgres } = process.env;

/** Where tests run what starts a server: the major version is HOLDFAST_POSTGRES, else what the product takes by itself. */
export const testWhere = { provider: testProvider, ...(postgres === undefined ? {} : { postgres }) };

/** The same, on a command line. */
export const testArguments: readonly string[] = Object.entries(testWhere).flatMap(([name, value]) => [
  `--${name}`,
  value,
]);

function chosen(given: string): (typeof known)[number] {
  const found = known.find((name) => name === given);
  if (found !== undefined) return found;
  throw new HarnessError({
    kind: "input",
    code: "input/usage",
    step: "choose the provider of the tests",
    message: `HOLDFAST_PROVIDER is "${given}".`,
    remedy: `Set it to one of ${known.join(", ")}, or leave it out.`,
  });
}
