import { HarnessError } from "../model/error.ts";

const known = ["auto", "testcontainers", "embedded"] as const;

/** What tests start their servers with: HOLDFAST_PROVIDER, else real containers where they run. */
export const testProvider = chosen(process.env.HOLDFAST_PROVIDER ?? "auto");

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
