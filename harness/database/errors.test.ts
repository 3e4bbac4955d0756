import { expect, test } from "vitest";
import { HarnessError } from "../model/error.ts";
import { environmentError } from "./errors.ts";

function pgError(code: string, message = "said the server"): Error {
  return Object.assign(new Error(message), { code });
}

test.for([
  { thrown: pgError("ECONNREFUSED"), code: "environment/server-gone" },
  { thrown: pgError("57P01"), code: "environment/server-gone" },
  { thrown: pgError("57P03"), code: "environment/server-gone" },
  { thrown: new Error("Connection terminated unexpectedly"), code: "environment/server-gone" },
  { thrown: new AggregateError([pgError("ECONNREFUSED")]), code: "environment/server-gone" },
  { thrown: new Error("Failed query: select 1", { cause: pgError("57P02") }), code: "environment/server-gone" },
  { thrown: pgError("53100"), code: "environment/disk-full" },
  { thrown: pgError("53200"), code: "environment/out-of-memory" },
  { thrown: pgError("53300"), code: "environment/too-many-connections" },
  { thrown: pgError("58030"), code: "environment/server-failed" },
  { thrown: pgError("XX001"), code: "environment/server-failed" },
])("$thrown.code $thrown.message is $code", ({ thrown, code }) => {
  expect(environmentError(thrown, "seed")).toMatchObject({ kind: "environment", code, step: "seed", cause: thrown });
});

test.for(["23505", "42501", "57014", "40P01", "XX000"])("refused SQL, %s, is not the environment's fault", (code) => {
  expect(environmentError(pgError(code), "seed")).toBeNull();
});

test("a harness error keeps its own words", () => {
  const parts = { step: "x", message: "x", remedy: "x", code: "x", cause: pgError("57P01") };
  const environment = new HarnessError({ ...parts, kind: "environment" });
  expect(environmentError(environment, "seed")).toBe(environment);
  expect(environmentError(new HarnessError({ ...parts, kind: "bug" }), "seed")).toBeNull();
});

test("a chain of causes that bites its own tail ends", () => {
  const error = new Error("round");
  error.cause = error;
  expect(environmentError(error, "seed")).toBeNull();
  expect(environmentError(undefined, "seed")).toBeNull();
});
