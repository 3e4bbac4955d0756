import { configDefaults, defineConfig } from "vitest/config";
import { leftOut } from "./harness/passes.fixture.ts";

const { HOLDFAST_TWO_PASSES: passes, HOLDFAST_PROVIDER: provider } = process.env;
/** For who runs the suite on one provider after the other. */
const elsewhere = passes === undefined ? [] : leftOut[provider === "embedded" ? provider : "testcontainers"];
if (elsewhere.length > 0) console.log(`Run in the other pass only: ${elsewhere.join(", ")}`);

export default defineConfig({
  test: {
    include: ["harness/**/*.test.ts", "scenarios/**/*.test.ts"],
    exclude: [...configDefaults.exclude, ...elsewhere.map((place) => (place.endsWith("/") ? `${place}**` : place))],
    globalSetup: ["harness/cli/build-once.fixture.ts", "harness/database/shared-servers.fixture.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    retry: 0,
    // Modules keep no state, so that the files of a worker can share them: loading them anew takes as long as many a test.
    isolate: false,
    // What waits for a server leaves room for others, on two processors as well.
    maxWorkers: 3,
  },
});
