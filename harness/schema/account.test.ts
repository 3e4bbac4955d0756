import { expect, test } from "vitest";
import type { SchemaKind, SchemaObject } from "../model/schema.ts";
import { schemaWith } from "./arbitrary.fixture.ts";
import { account, compareSchemas } from "./index.ts";

const none = { ledgers: 0, extensions: 0 };

function on(table: string, name: string, kind: SchemaKind = "column", type = "text"): SchemaObject {
  return { kind, on: table, name, facts: { type } };
}
function table(name: string, ...columns: readonly string[]): readonly SchemaObject[] {
  return [{ kind: "table", on: null, name, facts: {} }, ...columns.map((column) => on(name, column))];
}

const live = schemaWith([
  ...table("public.same", "id"),
  ...table("public.wider", "id", "extra"),
  ...table("public.indexed", "id"),
  ...table("public.retyped", "id"),
  ...table("public.strange", "id"),
  ...table("public.old_1", "id"),
  { kind: "view", on: null, name: "public.seen", facts: {} },
]);
const history = schemaWith([
  ...table("public.same", "id"),
  ...table("public.wider", "id"),
  ...table("public.indexed", "id"),
  on("public.indexed", "i", "index"),
  ...table("public.retyped"),
  on("public.retyped", "id", "column", "integer"),
  ...table("public.lacking", "id", "name"),
]);

test("tables and columns are counted by what became of them, and by why they are left out", () => {
  const differences = compareSchemas(live, history, { ignore: ["public.old_*"] });
  const leftOut = { tables: { ...none, ledgers: 1, extensions: 4 }, columns: { ...none, ledgers: 3, extensions: 9 } };
  expect(account(differences, live, leftOut)).toEqual({
    tables: {
      total: 11,
      equal: 1,
      different: 3,
      onlyLive: 1,
      onlyHistory: 1,
      leftOut: { ledgers: 1, extensions: 4, ignored: 1 },
    },
    columns: {
      total: 19,
      equal: 3,
      different: 1,
      onlyLive: 2,
      onlyHistory: 2,
      leftOut: { ledgers: 3, extensions: 9, ignored: 1 },
    },
  });
});

test("noise makes no table different", () => {
  const constraint = (name: string): SchemaObject => ({
    kind: "constraint",
    on: "public.t",
    name,
    facts: { kind: "check", definition: "CHECK (true)" },
  });
  const [one, other] = [
    schemaWith([...table("public.t"), constraint("a")]),
    schemaWith([...table("public.t"), constraint("b")]),
  ];
  expect(account(compareSchemas(one, other), one, { tables: none, columns: none }).tables).toMatchObject({
    equal: 1,
    different: 0,
  });
});
