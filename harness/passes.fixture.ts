/**
 * What is run in one pass only by who runs the suite in containers and on the embedded server, one after the other; where it would
 * show the same again. Folders, whose names end in a slash, and files.
 */

/** Tests that take long and start no server, by the pass that leaves them out: both are to take about as long. */
export const serverless = {
  testcontainers: [
    "harness/cli/usage.test.ts",
    "harness/pipeline/check-generate.test.ts",
    "harness/pipeline/damaged-files.test.ts",
    "harness/report/hostile.test.ts",
  ],
  embedded: [
    "harness/docs.test.ts",
    "harness/pipeline/check.test.ts",
    "harness/report/html/",
    "harness/report/writers/",
    "harness/tools/drizzle/kit.test.ts",
    "harness/tools/drizzle/up.test.ts",
  ],
} as const;

/**
 * Tests that take long and ask of a server only what every PostgreSQL does, by its address: what other people's migrators make of
 * a project's files, which rows a schema takes, what is written of a database as it stands; and those that take the embedded
 * server in any case. Left out in containers, where the commands, the kit and the scenarios go all of these ways, and where
 * everything is that starts servers, copies databases or runs a server's programs.
 */
export const sameOnEveryServer: readonly string[] = [
  "harness/action.test.ts",
  "harness/capture/declared/",
  "harness/codes/examples.test.ts",
  "harness/database/embedded.test.ts",
  "harness/guard/matrix.test.ts",
  "harness/pipeline/attempts/ways-back.test.ts",
  "harness/pipeline/check-deeper.test.ts",
  "harness/pipeline/declared.test.ts",
  "harness/pipeline/live/baseline/",
  "harness/pipeline/own-runner.test.ts",
  "harness/pipeline/propose/",
  "harness/seeding/hostile.test.ts",
  "harness/seeding/random-schema.test.ts",
  "harness/tools/alembic/",
  "harness/tools/runner/",
  "scenarios/corpus/told/",
];

/** Tests that take both providers in any case, whichever is chosen; or none, and ask what of both is there. */
const bothAnyway = ["harness/cli/doctor.test.ts", "harness/vitest/kit.test.ts"];

/** The corpus is about what verify finds, which no provider changes. */
const corpus = {
  losses: ["rows", "values", "protection"].map((kind) => `scenarios/corpus/losses-of-${kind}.test.ts`),
  harmless: ["scenarios/corpus/harmless.test.ts"],
};

/** What each of the two passes leaves out. */
export const leftOut: Readonly<Record<"testcontainers" | "embedded", readonly string[]>> = {
  testcontainers: [...serverless.testcontainers, ...sameOnEveryServer, ...corpus.harmless],
  embedded: [...serverless.embedded, ...bothAnyway, ...corpus.losses],
};
