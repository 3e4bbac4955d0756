import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { leftOut, passOf, sameOnEveryServer, serverless } from "./passes.fixture.ts";

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

/** The test files of a place of which this is true. */
function those(place: string, isOne: (file: URL) => boolean): readonly string[] {
  const files = testFiles(place);
  expect(files).not.toEqual([]);
  return files.filter(isOne).map(({ pathname }) => pathname);
}

test.for(serverless)("%s starts no server", (place) => {
  const starts = /\b(startServer|startTestServer|testServer|scenario)\(/;
  expect(those(place, (file) => [...withFixtures(file).values()].some((text) => starts.test(text)))).toEqual([]);
});

test.for(sameOnEveryServer)("%s is not about what provides a server", (place) => {
  const about = /\b(testProvider|testWhere|testArguments|findDumper|rehearse)\b/;
  expect(those(place, (file) => about.test(readFileSync(file, "utf8")))).toEqual([]);
});

test("nothing is left out of all passes", () => {
  const [embedded, containers, without] = [leftOut.embedded, leftOut.testcontainers, serverless].map((places) =>
    places.flatMap(testFiles).map(String),
  );
  expect(embedded?.length).toBeGreaterThan(0);
  expect(embedded?.filter((file) => containers?.includes(file))).toEqual([]);
  expect(without?.filter((file) => embedded?.includes(file) || containers?.includes(file))).toEqual([]);
});

test("a pass says what it leaves to others, and all is run where none is named", () => {
  expect(passOf("embedded").says).toContain(serverless.join(", "));
  expect(passOf(undefined)).toMatchObject({ exclude: [], says: null });
  expect(() => passOf("server")).toThrow('HOLDFAST_PASS is "server"');
});
