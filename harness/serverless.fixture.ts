/**
 * Tests that take long and start no server: folders, whose names end in a slash, and files. On another provider they would show
 * the same again, and a second pass of the suite leaves them out.
 */
export const serverless: readonly string[] = [
  "harness/cli/usage.test.ts",
  "harness/docs.test.ts",
  "harness/pipeline/check.test.ts",
  "harness/pipeline/check-generate.test.ts",
  "harness/pipeline/damaged-files.test.ts",
  "harness/report/hostile.test.ts",
  "harness/report/html/",
  "harness/report/writers/",
  "harness/tools/drizzle/kit.test.ts",
  "harness/tools/drizzle/up.test.ts",
];
