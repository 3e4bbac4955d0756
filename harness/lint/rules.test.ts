import { expect, test } from "vitest";
import { rules } from "./index.ts";
import { lint } from "./lint.ts";

test("every rule is listed by its code", () => {
  expect(Object.keys(rules)).toEqual(Object.values(rules).map(({ code }) => code));
});

/** "-- before" parts what stood before from the deploy. */
async function codesOf(example: string): Promise<readonly string[]> {
  const [deploy = "", ...before] = example.split("-- before").toReversed();
  const text = (sql: string) => ({ id: "example", file: "example.sql", sql });
  const { findings } = await lint({
    before: before.toReversed().map(text),
    deploy: [text(deploy)],
    inTransaction: true,
  });
  return findings.map(({ code }) => code);
}

test.for(Object.values(rules))("$code has examples of what it flags and of what it permits", ({ flags, permits }) => {
  expect(flags.length).toBeGreaterThanOrEqual(2);
  expect(permits.length).toBeGreaterThanOrEqual(2);
});

const flagged = Object.values(rules).flatMap(({ code, flags }) => flags.map((sql) => [code, sql] as const));
const permitted = Object.values(rules).flatMap(({ code, permits }) => permits.map((sql) => [code, sql] as const));

test.for(flagged)("%s flags: %s", async ([code, sql]) => {
  expect(await codesOf(sql)).toContain(`lint/${code}`);
});

test.for(permitted)("%s permits: %s", async ([code, sql]) => {
  const codes = await codesOf(sql);
  expect(codes).not.toContain(`lint/${code}`);
  // What is not read permits nothing.
  expect(codes).not.toContain("lint/unread");
});
