import { expect, test } from "vitest";
import { catalog, factsOf, table } from "../checks/evidence.fixture.ts";
import type { GuardRead } from "../model/guard.ts";
import { restoreDifferences, type Stood } from "./restored.ts";

function stood(relations: Parameters<typeof catalog>[0], version: string | null): Stood {
  const guard: GuardRead = {
    version,
    owner: null,
    opened: [],
    eventTriggers: [],
    functions: [],
    tables: relations.map(({ schema, name, owner }) => ({
      ...{ schema, name, owner, truncate: null, ledger: null, ledgerEnd: null },
    })),
    besideLedger: [],
    bind: null,
    wish: null,
    permits: [],
    role: { name: "postgres", superuser: true, ownsGuard: false, maySet: [], reaches: [], owns: 0 },
  };
  return { facts: factsOf(catalog(relations)), largeObjects: new Map(), guard };
}

test("a table that is not restored says something of the guard only where there is one", () => {
  const lost = { object: "public.people", what: "the table is not restored" };
  expect(restoreDifferences(stood([table()], null), stood([], null), [], [])).toEqual([lost]);
  const guarded = restoreDifferences(stood([table()], "1"), stood([], "1"), [], []);
  expect(guarded).toEqual([
    lost,
    { object: "the guard", what: "what holds for tables is otherwise after the restore" },
  ]);
});
