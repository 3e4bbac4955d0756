import { expect, test } from "vitest";
import { hostile } from "../hostile.fixture.ts";
import { codeOf, readMarkdown, skeleton, wordsOf } from "../markdown.fixture.ts";
import { code, fenced, inert } from "./inert.ts";

test("leaves words as they are, with the marks around them", () => {
  const said =
    "199 of 200 values lost: the column was dropped (key 007: 45.30 → 0.00), and “made” again; it's new-made!";
  expect(inert(said)).toBe(said);
});

test("puts all else in code, and what follows one another in one piece", () => {
  expect(inert('drop column "name" of public.people.name, by --force a_b x=1.')).toBe(
    'drop column "name" of `public.people.name`, by `--force a_b x=1`.',
  );
  expect(inert("ask guardedMigrate() (or f(1, 2)).")).toBe("ask `guardedMigrate()` (or `f(1`, 2)).");
});

test.for([
  ["@octocat", "`@octocat`"],
  ["(@octo-org/team)", "(`@octo-org/team`)"],
  ["#123, GH-123", "`#123`, `GH-123`"],
  ["deadbeef 0123456 1234567", "`deadbeef 0123456 1234567`"],
  ["www.evil.example", "`www.evil.example`"],
  ["ABC-12", "`ABC-12`"],
  [":tada:", "`:tada`:"],
])("links nothing that GitHub would link by itself: %s", ([text = "", expected]) => {
  expect(inert(text)).toBe(expected);
});

test.for(["`", "``", "a`b", "`a", "a`` `b", " a ", "  ", "\\", "a\\`b", "$`x`$"])(
  "shows %j as it is, in code",
  (text) => {
    expect(codeOf(readMarkdown(`x ${code(text)} y`))).toEqual([text]);
  },
);

test.for(hostile)("stays words and code in a cell of a table: %j", (text) => {
  for (const piece of [inert(text), code(text), inert(`one ${text} two`), code(`${text}${text}`)]) {
    const tree = readMarkdown(`| a | b |\n| --- | --- |\n| ${piece} | end |`);
    expect(skeleton(tree)).toEqual([
      "root",
      " table",
      ...Array.from({ length: 2 }, () => ["  tableRow", "   tableCell", "   tableCell"]).flat(),
    ]);
    expect(wordsOf(tree)).toMatch(/end$/);
  }
});

test.for(hostile.map((text) => text.replaceAll(/[\r\n]/g, " ")))("ends no block of code from inside: %j", (text) => {
  const tree = readMarkdown(`${fenced(`${text}\n  ${text}`, "sh")}\n\nafter`);
  expect(skeleton(tree)).toEqual(["root", " code sh", " paragraph"]);
});

test("cuts what is too long to be read in a comment", () => {
  expect(inert("a".repeat(900))).toBe(`\`${"a".repeat(499)}…\``.replaceAll("…`", "`…"));
  expect(code("b".repeat(900))).toBe(`\`${"b".repeat(499)}…\``);
});
