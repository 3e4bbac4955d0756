import { own, packageAt } from "../pipeline/installed.ts";

/** Of this package. */
export async function version(): Promise<string> {
  return String((await packageAt(own))?.version);
}
