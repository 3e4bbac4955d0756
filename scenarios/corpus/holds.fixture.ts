import { afterAll, beforeAll, expect, test } from "vitest";
import { needs } from "../../harness/database/skip.fixture.ts";
import { testServer } from "../../harness/database/test-server.fixture.ts";
import type { Case } from "./case.ts";
import { readCorpus } from "./corpus.ts";
import { type Found, run } from "./run.ts";

/** For who runs the suite twice, once on each provider: what differs between those, few cases show. */
const every = Number(process.env.HOLDFAST_CORPUS_EVERY ?? 1);
/** Whether at least one case of each kind of loss is among the few. */
const eachKind = process.env.HOLDFAST_CORPUS_EACH_KIND !== undefined;

/** Which test file runs which folders: several, so that the workers share the work. */
export const shares = {
  "harmless.test.ts": ["harmless"],
  "losses-of-protection.test.ts": ["losses/protection"],
  "losses-of-rows.test.ts": ["losses/structure", "losses/rows", "losses/failures"],
  "losses-of-values.test.ts": ["losses/values"],
} as const;

/** A test for each case of a test file's share. */
export async function testCases(testFile: keyof typeof shares): Promise<void> {
  const corpus = await readCorpus();
  const chosen = chosenFrom(corpus);
  const isShare = ({ file }: Case): boolean => shares[testFile].some((folder) => file.startsWith(`${folder}/`));
  const [all, cases] = [corpus.filter(isShare), chosen.filter(isShare)];
  if (every > 1)
    console.warn(`HOLDFAST_CORPUS_EVERY=${every}: ${cases.length} of ${all.length} cases of ${testFile} are tried.`);
  let server: Awaited<ReturnType<typeof testServer>>;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server?.stop());
  test.for(cases.filter(({ misses }) => misses === null))("$file", async (one, context) => {
    if (one.needs !== null) needs(context, server, one.needs, "what its SQL asks for");
    hold(one, await run(one, server));
  });
  test.for(cases.filter(({ misses }) => misses !== null))("still missed: $file", async (one) =>
    stillMissed(one, await run(one, server)),
  );
}

/** The few are the same in each test file, and evenly spread over the folders. */
function chosenFrom(corpus: readonly Case[]): readonly Case[] {
  const isFirst = (one: Case): boolean => one === corpus.find(({ isLoss, kind }) => isLoss && kind === one.kind);
  return corpus.filter((one, place) => place % every === 0 || (eachKind && isFirst(one)));
}

function hold(one: Case, found: Found): void {
  const { file, finds, warns, says } = one;
  const becomes = one.isLoss && one.becomes.length === 0 ? found.becomes : one.becomes;
  expect({ finds: found.finds, warns: found.warns, becomes: found.becomes }, file).toEqual({ finds, warns, becomes });
  if (says !== null) expect(found.said, file).toMatch(says);
  expect(found.verdict, file).toBe(finds.length > 0 ? "unsafe" : "safe");
}

/** What is found after all has its `misses` to lose. */
function stillMissed({ file, finds, warns }: Case, found: Found): void {
  const all = [...found.finds, ...found.warns];
  expect(
    [...finds, ...warns].filter((wanted) => all.includes(wanted)),
    `${file} is found now: take its line "misses" out`,
  ).toEqual([]);
}
