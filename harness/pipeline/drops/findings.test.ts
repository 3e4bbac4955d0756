import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { Finding } from "../../model/finding.ts";
import { dropFindings, type Judged } from "./findings.ts";

const judged: Judged = {
  drops: [],
  unread: [],
  label: "db",
  looked: true,
  unknownDown: false,
  isOld: () => false,
};
const unread = { migration: "a", path: "down", at: { file: "db/a.py", line: 1, column: 1 } } as const;

function told(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ severity, code, message }) => `${severity} ${code} ${message}`);
}

test("a way down that raises by itself is no gap, one that cannot be told is", () => {
  expect(
    told(
      dropFindings({
        ...judged,
        unread: [
          { ...unread, why: "NotImplementedError: no way back" },
          { ...unread, why: "AttributeError: 'NoneType' object" },
          { ...unread, path: "up", why: "NotImplementedError: no way at all" },
        ],
      }),
    ),
  ).toEqual([
    "note history/drops-unread The way down of a refuses to run, and so drops nothing: NotImplementedError: no way back.",
    "warning history/drops-unread What the way down of a drops is not known in full: AttributeError: 'NoneType' object.",
    "warning history/drops-unread What a drops is not known in full: NotImplementedError: no way at all.",
  ]);
});

test("nothing is said of a history without drops, whether somebody looked or not", () => {
  expect(dropFindings(judged)).toEqual([]);
  expect(dropFindings({ ...judged, looked: false })).toEqual([]);
});

test("the page of check names every code, and no other", async () => {
  const [page, source] = await Promise.all(
    ["../../../docs/check.md", "findings.ts"].map((file) => readFile(new URL(file, import.meta.url), "utf8")),
  );
  const named = [...(page ?? "").matchAll(/^\| drops \| `([a-z/-]+)`/gm)].map(([, code]) => code);
  const said = new Set([...(source ?? "").matchAll(/code: "([a-z/-]+)"/g)].map(([, code]) => code));
  expect(named.toSorted()).toEqual([...said].toSorted());
});
