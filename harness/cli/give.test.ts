import { expect, test } from "vitest";
import { reproduce } from "./give.ts";

test("what a shell would take apart is quoted", () => {
  expect(reproduce("verify", "it's a folder", ["--candidate", "0001_$(date)"])).toBe(
    "npx holdfast verify 'it'\\''s a folder' --candidate '0001_$(date)'",
  );
});

test("the folder stands there once, whether it was named or found", () => {
  expect(reproduce("check", "drizzle", ["drizzle", "--replay"])).toBe("npx holdfast check drizzle --replay");
  expect(reproduce("check", "drizzle", ["--replay"])).toBe("npx holdfast check drizzle --replay");
  expect(reproduce("doctor", null, [])).toBe("npx holdfast doctor");
});

test("what the run wrote into files is left out", () => {
  const args = ["--reporter", "html=a b.html", "--rows", "9", "--reporter=sarif", "--json", "--write-declaration"];
  expect(reproduce("verify", "drizzle", args)).toBe("npx holdfast verify drizzle --rows 9");
});

test("a password is not repeated", () => {
  expect(reproduce("status", "drizzle", ["--url", "postgres://me:secret@host/db"])).not.toContain("secret");
});
