import { expect, test } from "vitest";
import { isWithin } from "./ranges.ts";

const drizzle = ">=0.36 <2 || >=1.0.0-rc.5 <2";
const vitest = ">=3.2 <6";

test.for([
  ["0.45.4", drizzle, true],
  ["0.36.0", drizzle, true],
  ["0.35.9", drizzle, false],
  ["1.0.0-rc.5", drizzle, true],
  ["1.0.0-rc.10", drizzle, true],
  ["1.0.0-rc.4", drizzle, false],
  ["1.0.0-beta.22", drizzle, false],
  ["1.0.0", drizzle, true],
  ["1.2.0-beta.1", drizzle, false],
  ["2.0.0", drizzle, false],
  ["3.1.4", vitest, false],
  ["3.2.0", vitest, true],
  ["3.10.0", vitest, true],
  ["5.9.9", vitest, true],
  ["6.0.0", vitest, false],
  ["20.19.0", ">=20.19.0", true],
  ["20.9.0", ">=20.19.0", false],
  ["22.0.0-nightly20240101", ">=20.19.0", false],
] as const)("%s within %s: %s", ([version, range, within]) => {
  expect(isWithin(version, range)).toBe(within);
});
