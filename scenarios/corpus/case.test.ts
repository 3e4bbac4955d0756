import { expect, test } from "vitest";
import { readCase, refuseTwins } from "./case.ts";

const file = "losses/rows/some.sql";
const sound = `-- Some rows deleted
-- kind: rows deleted
-- from: a guide: to be read
-- finds: survival/rows-lost public.people at 2
-- says: \\d+ rows

-- base
create table people (id serial primary key); -- all of them
-- and nothing else

-- candidate
-- half of them
delete from people where id % 2 = 0;
--> statement-breakpoint
delete from people;
`;

test("a case is read", () => {
  expect(readCase(file, sound)).toEqual({
    file,
    isLoss: true,
    title: "Some rows deleted",
    kind: "rows deleted",
    from: ["a guide: to be read"],
    finds: ["survival/rows-lost public.people at 2"],
    warns: [],
    becomes: [],
    says: /\d+ rows/,
    misses: null,
    needs: null,
    base: "create table people (id serial primary key); -- all of them\n-- and nothing else\n",
    candidate: "-- half of them\ndelete from people where id % 2 = 0;\n--> statement-breakpoint\ndelete from people;\n",
  });
});

test.for([
  ["an unknown key", "-- says:", "-- tells:", /no key of kind, says, .*: -- tells: /],
  ["a key without a value", "-- kind: rows deleted", "-- kind:", /no key of .*: -- kind:/],
  ["a key twice", "-- finds: ", "-- kind: ", /has the key kind twice/],
  ["no kind", "-- kind: rows deleted\n", "", /has no kind/],
  [
    "a version that is none",
    "-- kind: ",
    "-- needs: PostgreSQL 15\n-- kind: ",
    /has a `needs` that is no major version/,
  ],
  ["a pattern that is none", "\\d+ rows", "(rows", /has a pattern that is none: \(rows/],
  ["a loss that nothing finds", /-- finds: .*\n/, "", /is a loss without anything that finds it/],
  ["no title", "-- Some rows deleted\n", "", /has not the parts of a case/],
  ["no base", "-- base\n", "", /has not the parts of a case/],
  ["no candidate", /-- candidate[\s\S]*/, "", /has not the parts of a case/],
  [
    "a candidate without a statement",
    /(?<=-- candidate\n)[\s\S]*/,
    "-- later\n--> statement-breakpoint\n",
    /without a statement/,
  ],
  ["a finding without its statement's number", " at 2", " on 2", /names what no finding looks like: .* on 2/],
  ["a statement that the candidate has not", " at 2", " at 3", /blames statement 3 of 2/],
] as const)("refused: %s", ([, from, to, message]) => {
  const text = sound.replace(from, to);
  expect(text).not.toBe(sound);
  expect(() => readCase(file, text)).toThrow(message);
});

test("refused: a harmless case with what belongs to losses", () => {
  expect(() => readCase("harmless/some.sql", sound)).toThrow(/is harmless, and has `finds`/);
});

test("refused: one title twice", () => {
  const one = readCase(file, sound);
  expect(() => refuseTwins([one, { ...one, file: "losses/rows/other.sql" }])).toThrow(
    /^losses\/rows\/other.sql has the title of losses\/rows\/some.sql/,
  );
});
