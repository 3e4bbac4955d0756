/**
 * What `.ci/run` runs in which of its passes. What would show the same again is run once. Folders, whose names end in a slash, and files.
 */

/** Tests that take long and start no server: a pass of their own. */
export const serverless: readonly string[] = [
  "harness/cli/usage.test.ts",
  "harness/docs.test.ts",
  "harness/pipeline/check-generate.test.ts",
  "harness/pipeline/check.test.ts",
  "harness/pipeline/damaged-files.test.ts",
  "harness/report/hostile.test.ts",
  "harness/report/html/",
  "harness/report/writers/",
  "harness/tools/drizzle/config.test.ts",
  "harness/tools/drizzle/kit.test.ts",
  "harness/tools/drizzle/up.test.ts",
];

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

/** What the passes with servers leave out: the one for the other, and both what starts none. */
export const leftOut: Readonly<Record<"testcontainers" | "embedded", readonly string[]>> = {
  testcontainers: [...sameOnEveryServer, ...corpus.harmless],
  embedded: [...bothAnyway, ...corpus.losses],
};

export interface Pass {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** For whoever reads what a run printed. */
  readonly says: string | null;
}

/** @param name HOLDFAST_PASS: "serverless", "testcontainers" or "embedded"; left out, all is run. */
export function passOf(name: string | undefined): Pass {
  const all = { include: ["harness/**/*.test.ts", "scenarios/**/*.test.ts"], exclude: [] };
  if (name === undefined) return { ...all, says: null };
  if (name === "serverless") {
    return {
      include: serverless.map(pattern),
      exclude: [],
      says: "Run in this pass: what takes long and starts no server",
    };
  }
  if (name !== "testcontainers" && name !== "embedded") {
    throw new Error(`HOLDFAST_PASS is "${name}", and there are the passes serverless, testcontainers and embedded`);
  }
  const elsewhere = [...serverless, ...leftOut[name]];
  return { ...all, exclude: elsewhere.map(pattern), says: `Run in another pass only: ${elsewhere.join(", ")}` };
}

function pattern(place: string): string {
  return place.endsWith("/") ? `${place}**/*.test.ts` : place;
}
