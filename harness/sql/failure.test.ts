import { expect, test } from "vitest";
import { databaseFailure } from "./failure.ts";

const refused = { severity: "ERROR", code: "23502", message: "null value", table: "t", column: "a", schema: "public" };

test("reads a refusal through the errors that wrap it", () => {
  const wrapped = new Error("Failed query", { cause: new Error("again", { cause: refused }) });
  expect(databaseFailure(wrapped)).toEqual({
    sqlstate: "23502",
    message: "null value",
    detail: null,
    hint: null,
    constraint: null,
    schema: "public",
    table: "t",
    column: "a",
  });
});

test("a connection that broke is no refusal", () => {
  const circular: { cause?: unknown } = {};
  circular.cause = circular;
  const others = [
    { ...refused, severity: "FATAL", code: "57P01" },
    { code: "EPIPE" },
    new Error("x"),
    circular,
    null,
    "x",
  ];
  expect(others.map(databaseFailure)).toEqual(others.map(() => null));
});
