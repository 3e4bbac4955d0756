import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { serverless } from "./serverless.fixture.ts";

const root = new URL("..", import.meta.url);

/** The test files that stand at or below a place. */
function testFiles(place: string): readonly URL[] {
  const at = new URL(place, root);
  if (!place.endsWith("/")) return [at];
  const names = readdirSync(fileURLToPath(at), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".test.ts")).map((name) => new URL(name.replaceAll("\\", "/"), at));
}

/** A test file and the fixtures that it imports, directly or through one another. */
function withFixtures(file: URL, seen = new Map<string, string>()): ReadonlyMap<string, string> {
  if (seen.has(file.href)) return seen;
  const text = readFileSync(file, "utf8");
  seen.set(file.href, text);
  for (const [, path = ""] of text.matchAll(/from "(\.[^"]*\.fixture\.ts)"/g)) withFixtures(new URL(path, file), seen);
  return seen;
}

test.for(serverless)("%s starts no server", (place) => {
  const files = testFiles(place);
  expect(files).not.toEqual([]);
  const starting = files.filter((file) =>
    [...withFixtures(file).values()].some((text) => /\b(startServer|startTestServer|testServer|scenario)\(/.test(text)),
  );
  expect(starting.map(({ pathname }) => pathname)).toEqual([]);
});
