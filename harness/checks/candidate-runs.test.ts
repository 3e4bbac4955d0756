import { expect, test } from "vitest";
import { candidateRuns } from "./candidate-runs.ts";
import { evidence, failure, standing } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";

holds(candidateRuns, [
  {
    title: "a statement that the server refuses",
    of: evidence(standing, standing, {}, { failure: { failure, statement: null, atCommit: false, rows: null } }),
    says: ["error candidate/failed public.people.name"],
  },
  {
    title: "a statement that only extreme numbers stop",
    of: evidence(standing, standing, {}, { overflow: { failure, statement: null, atCommit: false, rows: null } }),
    says: ["warning candidate/overflows public.people.name"],
  },
]);

test("of values that a statement cannot bear, the remedy speaks of values", () => {
  const [judged] = candidateRuns(
    evidence(
      standing,
      standing,
      {},
      { failure: { failure: { ...failure, sqlstate: "22003" }, statement: null, atCommit: false, rows: null } },
    ),
  );
  expect(judged?.finding.remedy).toMatch(
    /^Let the statement bear every value that stands there, or mend the values first\./,
  );
});
