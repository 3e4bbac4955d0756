import { expect, test } from "vitest";
import type { Evidence } from "../model/evidence.ts";
import type { Check } from "./check.ts";
import { unharmed } from "./evidence.fixture.ts";

/** Evidence of something that harms. */
interface Broken {
  readonly title: string;
  readonly of: Evidence;
  /** "error survival/table-lost public.people" */
  readonly says: readonly string[];
}

/** For tests: a check finds what is broken, and nothing where nothing happened or what happened looks like a harm and is none. */
export function holds(check: Check, broken: readonly Broken[], sound: readonly Omit<Broken, "says">[] = []): void {
  const found = (of: Evidence) =>
    check(of).map(({ finding: { severity, code, object } }) => `${severity} ${code} ${object}`);

  test("is content when nothing happened", () => {
    expect(found(unharmed)).toEqual([]);
  });

  test.for(broken)("finds $title", ({ of, says }) => {
    expect(found(of)).toEqual(says);
  });

  test.for(sound)("is content with $title", ({ of }) => {
    expect(found(of)).toEqual([]);
  });
}
