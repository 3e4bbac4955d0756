import { describe, expect, test } from "vitest";
import type { Attempt, Evidence } from "../model/evidence.ts";
import type { GuardSetting } from "../model/guard.ts";
import { downgradeKeepsData } from "./downgrade-keeps-data.ts";
import { evidence, standing } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";

/** A candidate that loses nothing, and one attempt to go back. */
function wentBack(attempt: Partial<Attempt>, setting: GuardSetting = "none"): Evidence {
  const usual = {
    attempt: "inverse",
    outcome: "reverted",
    by: "ran it",
    sqlstate: null,
    guarded: null,
    losses: [],
  } as const;
  return evidence(standing, standing, {}, { attempts: [{ ...usual, ...attempt }], guard: { setting, permits: [] } });
}

holds(downgradeKeepsData, [
  {
    title: "a way back that loses rows",
    of: wentBack({ losses: [{ object: "public.people", rows: 2, values: 0 }] }),
    says: ["warning downgrade/loses-data 0001_candidate"],
  },
  {
    title: "a way back that loses rows in spite of the guard",
    of: wentBack({ losses: [{ object: "public.people", rows: 2, values: 0 }] }, "installed"),
    says: ["error downgrade/loses-data 0001_candidate"],
  },
  {
    title: "a tool's own way down that loses values",
    of: wentBack({ attempt: "take-back", losses: [{ object: "public.people.name", rows: 0, values: 2 }] }),
    says: ["error downgrade/loses-data 0001_candidate"],
  },
  {
    title: "a way back that stops half way",
    of: wentBack({ outcome: "half" }),
    says: ["warning downgrade/half 0001_candidate"],
  },
  {
    title: "a way back that stops half way in spite of the guard",
    of: wentBack({ outcome: "half" }, "installed"),
    says: ["error downgrade/half 0001_candidate"],
  },
  {
    title: "a way back that only the ledger speaks of",
    of: wentBack({ attempt: "take-back", outcome: "pretended" }),
    says: ["warning downgrade/pretended 0001_candidate"],
  },
  {
    title: "a way back without a loss",
    of: wentBack({}),
    says: ["note downgrade/reverted 0001_candidate"],
  },
  {
    title: "an old release that is not refused",
    of: wentBack({ attempt: "old-release", outcome: "no-op" }),
    says: ["note downgrade/no-op 0001_candidate"],
  },
  {
    title: "ways back that are closed",
    of: wentBack({ outcome: "blocked", sqlstate: "HF001" }, "installed"),
    says: [],
  },
]);

describe("the remedy says what makes the run green", () => {
  const remedy = (attempt: Partial<Attempt>, setting: GuardSetting = "none") =>
    downgradeKeepsData(wentBack({ losses: [{ object: "public.people", rows: 2, values: 0 }], ...attempt }, setting))[0]
      ?.finding.remedy;

  test("of a tool's own way down: none, or one that the guard refuses", () => {
    expect(remedy({ attempt: "take-back" })).toMatch(
      /Let the down path raise an error, or close it: .* then verify with --guard installed \(in the config, guard: "installed"\): the guard refuses it\.$/,
    );
  });

  test("of any other way: what of it the guard refuses, and what it does not", () => {
    expect(remedy({})).toMatch(
      /Close it: .* --guard installed .*refuses drops, TRUNCATE .*, not UPDATE, DELETE or a change of type\.$/,
    );
  });

  test("of what the guard lets through", () => {
    expect(remedy({ attempt: "take-back" }, "installed")).toMatch(/Let the down path raise an error\.$/);
    expect(remedy({}, "installed")).toMatch(/With --guard none it is a warning\.$/);
    expect(remedy({ attempt: "take-back", losses: [], outcome: "half" }, "installed")).toMatch(
      /^Do not rely on this way back\. The guard does not stop this: .*Let the down path raise an error\.$/,
    );
  });
});

test("a finding names the way back that it is about", () => {
  const found = (attempt: Partial<Attempt>) => downgradeKeepsData(wentBack(attempt))[0]?.finding.attempt;
  expect([found({}), found({ attempt: "old-release", outcome: "no-op" })]).toEqual(["inverse", "old-release"]);
});
