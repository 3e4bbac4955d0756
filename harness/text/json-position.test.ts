import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../runs.fixture.ts";
import { brokenAt, placeAt, placesIn, scanJson } from "./json-position.ts";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test.for([
  ["", "1:1"],
  ['{"entries": [', "1:14"],
  ['{\n  "a": [ {"b": 1}, ]\n}', "2:20"],
  ["[tru]", "1:5"],
  ["[nul", "1:5"],
  ['{"a" 1}', "1:6"],
  ["[1 2]", "1:4"],
  ["01", "1:2"],
  ['{"a":"b\nc"}', "1:8"],
  ['"\\x"', "1:2"],
  ["[]]", "1:3"],
] as const)("%j breaks at %s", ([text, place]) => {
  expect(brokenAt(text)).toBe(place);
});

test("agrees with the engine on what JSON is, whatever was done to it", () => {
  const cut = fc.tuple(fc.json(), fc.nat(), fc.nat(4), fc.string({ maxLength: 3, unit: "binary" }));
  fc.assert(
    fc.property(cut, ([json, at, length, put]) => {
      const place = at % (json.length + 1);
      for (const text of [json, json.slice(0, place) + put + json.slice(place + length)]) {
        const { broken } = scanJson(text, 0);
        expect(broken === null).toBe(isJson(text));
        // What comes before can still become JSON; nothing can be said of what stands there.
        if (broken !== null) expect(broken).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: runs(500) },
  );
});

test("names keys that stand twice, and where values begin", () => {
  const text = '{"a": [{"b": 1}, {"b": 2, "__proto__": 3, "b": 4}]}';
  const scan = scanJson(text, 3);
  expect(scan.repeated).toEqual([{ path: ["a", 1, "b"], offset: text.lastIndexOf('"b"') }]);
  expect(scan.offsetOf(["a", 1, "b"])).toBe(text.indexOf("4}"));
  expect(scan.offsetOf(["a", 0, "nothing"])).toBe(text.indexOf('{"b"'));
});

test("turns offsets into places, one by one and many of one text", () => {
  const text = "ab\n\ncd\r\ne";
  const place = placesIn(text);
  for (let offset = 0; offset <= text.length; offset += 1) expect(place(offset)).toEqual(placeAt(text, offset));
  expect(place(4)).toEqual({ line: 3, column: 1 });
});
