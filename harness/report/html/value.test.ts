import { expect, test } from "vitest";
import { render } from "./escape.ts";
import { shownValue } from "./value.ts";

const shown = (value: string | null) => render(shownValue(value));

test("NULL, the text NULL and the empty text are three things", () => {
  expect(shown(null)).toBe('<i class="no">NULL</i>');
  expect(shown("NULL")).toBe('<span class="value">NULL</span>');
  expect(shown("")).toBe('<i class="no">empty text</i>');
});

test("white space that nobody would see is marked", () => {
  expect(shown(" a b  c\t\n")).toBe(
    '<span class="value"><span class="space">␣</span>a b<span class="space">␣␣</span>c<span class="space">⇥⏎\n</span></span>',
  );
});

test("a long value is cut between characters, and opens", () => {
  const long = `${"x".repeat(79)}😀${"y".repeat(5000)}`;
  expect(shown(long)).toMatch(
    /^<details class="long"><summary><span class="value">x{79}<\/span>… <i class="no">5081 characters<\/i>/,
  );
  expect(shown(long)).toContain('<i class="no">1081 more characters</i>');
});
