import { expect, test } from "vitest";
import { syntaxProblem } from "./syntax.ts";

test.for([
  ["creat table t (a int)", "creat"],
  ["select 'é'; creat table t (a int)", "creat"],
  ["select 'abc", "'abc"],
] as const)("%s: at %s", async ([sql, word]) => {
  const problem = await syntaxProblem(sql);
  expect(problem).toEqual({ message: expect.stringContaining(word), offset: sql.indexOf(word) });
});

test.for(["", " \n-- nothing\n", "select 1; ;"])("%j is no mistake", async (sql) => {
  expect(await syntaxProblem(sql)).toBeNull();
});
