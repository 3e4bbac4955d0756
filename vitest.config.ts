import { configDefaults, defineConfig } from "vitest/config";
import { passOf } from "./harness/passes.fixture.ts";

const pass = passOf(process.env.HOLDFAST_PASS);
if (pass.says !== null) console.log(pass.says);

export default defineConfig({
  test: {
    include: [...pass.include],
    exclude: [...configDefaults.exclude, ...pass.exclude],
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
