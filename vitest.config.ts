import { configDefaults, defineConfig } from "vitest/config";
import { serverless } from "./harness/serverless.fixture.ts";

/** For who runs the suite on one provider after the other. */
const leftOut = process.env.HOLDFAST_SECOND_PASS === undefined ? [] : serverless;

export default defineConfig({
  test: {
    include: ["harness/**/*.test.ts", "scenarios/**/*.test.ts"],
    exclude: [...configDefaults.exclude, ...leftOut.map((place) => (place.endsWith("/") ? `${place}**` : place))],
    globalSetup: ["harness/cli/build-once.fixture.ts", "harness/database/shared-servers.fixture.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    retry: 0,
    // Modules keep no state, so that the files of a worker can share them: loading them anew takes as long as many a test.
    isolate: false,
    maxWorkers: 2,
  },
});
