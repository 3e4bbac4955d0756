import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["harness/**/*.test.ts", "scenarios/**/*.test.ts"],
    globalSetup: ["harness/cli/build-once.fixture.ts", "harness/database/shared-servers.fixture.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    retry: 0,
    maxWorkers: 2,
  },
});
