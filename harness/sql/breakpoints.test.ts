import { expect, test } from "vitest";
import { cutPieces } from "./breakpoints.ts";
import { breakpoint } from "./split.ts";

test.for([
  ["a literal", `select 'é ${breakpoint}'`],
  ["a literal", `select E'\\' ${breakpoint}'`],
  ["a literal", `do $a$ begin ${breakpoint} end $a$`],
  ["a literal", `do $$ begin\n${breakpoint}\nend $$;${breakpoint}\nselect 1`],
  ["a quoted name", `select 1 as "a ${breakpoint}"`],
  ["a comment", `/* a ${breakpoint} b */ select 1`],
] as const)("tells that %s is cut: %j", async ([inside, sql]) => {
  expect(await cutPieces(sql)).toEqual([{ offset: sql.indexOf(breakpoint), inside }]);
});

test.for([
  `select 1;${breakpoint}\nselect 2`,
  `select 'it''s';${breakpoint}\nselect 2`,
  `-- don't\nselect 1;${breakpoint}\n-- can't\nselect 2`,
  `do $$ begin null; end $$;${breakpoint}\ndo $$ begin null; end $$`,
  `-- ${breakpoint}`,
  `select '--> statement-breakpoin'`,
])("%j is cut where it may be", async (sql) => {
  expect(await cutPieces(sql)).toEqual([]);
});
