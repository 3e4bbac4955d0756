import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { FindingCode } from "../model/codes.ts";
import { checks, verdict } from "./index.ts";

test.for(Object.keys(checks))("%s has evidence beside it that it is held against", (name) => {
  expect(existsSync(new URL(`${name}.test.ts`, import.meta.url))).toBe(true);
});

describe("the verdict", () => {
  const finding = (severity: "error" | "warning" | "note", code: FindingCode) => ({
    severity,
    code,
    object: "o",
    message: "m",
    remedy: "r",
  });
  test.for([
    [[], "safe"],
    [[finding("warning", "survival/values-filled"), finding("note", "history/order")], "safe"],
    [[finding("error", "coverage/column")], "unproven"],
    [[finding("error", "coverage/column"), finding("error", "survival/column-lost")], "unsafe"],
    [[finding("error", "ledger/not-recorded")], "unsafe"],
    [[finding("error", "restore/not-rehearsed"), finding("error", "coverage/column")], "unproven"],
    [[finding("error", "restore/not-rehearsed"), finding("error", "restore/differs")], "unsafe"],
  ] as const)("of %j is %s", ([findings, expected]) => {
    expect(verdict(findings)).toBe(expected);
  });
});
