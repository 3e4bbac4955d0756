import { expect, test } from "vitest";
import type { Catalog, Routine, Schema } from "../model/catalog.ts";
import { catalog, column, evidence, standing, table, view } from "./evidence.fixture.ts";
import { grantsSurvive } from "./grants-survive.ts";
import { holds } from "./held.fixture.ts";

const home: Schema = { oid: 1, name: "public", owner: "owner", grants: null };
const shut: Routine = {
  oid: 950,
  schema: "public",
  name: "wipe",
  owner: "owner",
  grants: ["owner=X/owner"],
  kind: "function",
  types: "",
  arguments: "",
  returns: "void",
  language: "sql",
  volatility: "volatile",
  strict: false,
  securityDefiner: false,
  leakproof: false,
  parallel: "unsafe",
  settings: [],
  digest: "d".repeat(64),
  lines: 1,
};
const opened = (before: Partial<Catalog>, now: Partial<Catalog>) =>
  evidence(catalog([table()], before), catalog([table()], now));

holds(
  grantsSurvive,
  [
    {
      title: "grants that are gone",
      of: evidence(catalog([table({ grants: ["reader=r/owner"] })]), standing),
      says: ["warning protection/grants-lost public.people"],
    },
    {
      title: "a privilege that is gone from a grant",
      of: evidence(
        catalog([table({ grants: ["owner=arw/owner", "reader=r*w/owner"] })]),
        catalog([table({ grants: ["reader=rw/other"] })]),
      ),
      says: ["warning protection/grants-lost public.people"],
    },
    {
      title: "a column's grants that are gone",
      of: evidence(
        catalog([table({ columns: [column(1, "id"), column(2, "name", { grants: ["reader=r/owner"] })] })]),
        standing,
      ),
      says: ["warning protection/grants-lost public.people.name"],
    },
    {
      title: "a view made again without its grants",
      of: evidence(
        catalog([table(), { ...view, grants: ["reader=r/owner"] }]),
        catalog([table(), { ...view, oid: 931 }]),
      ),
      says: ["warning protection/grants-lost public.names"],
    },
    {
      title: "a column's grants that are gone with its view",
      of: evidence(
        catalog([table(), { ...view, columns: [column(1, "id", { grants: ["reader=r/owner"] })] }]),
        catalog([table(), { ...view, oid: 931, columns: [column(2, "id")] }]),
      ),
      says: ["warning protection/grants-lost public.names.id"],
    },
    {
      title: "a schema that a role may no longer use",
      of: opened({ schemas: [{ ...home, grants: ["owner=UC/owner", "reader=U/owner"] }] }, { schemas: [home] }),
      says: ["warning protection/grants-lost public"],
    },
    {
      title: "a schema made again without its grants",
      of: opened({ schemas: [{ ...home, grants: ["=U/owner"] }] }, { schemas: [{ ...home, oid: 2 }] }),
      says: ["warning protection/grants-lost public"],
    },
    {
      title: "a function made again that everybody may call",
      of: opened({ routines: [shut] }, { routines: [{ ...shut, oid: 951, grants: null }] }),
      says: ["warning protection/grants-widened public.wipe"],
    },
    {
      title: "a function made again with another argument",
      of: opened({ routines: [shut] }, { routines: [{ ...shut, oid: 951, types: "integer", grants: null }] }),
      says: ["warning protection/grants-widened public.wipe"],
    },
    {
      title: "a function that hands out its owner's rights to everybody",
      of: opened(
        { routines: [{ ...shut, securityDefiner: true }] },
        { routines: [{ ...shut, securityDefiner: true, grants: ["=X/owner", "owner=X/owner"] }] },
      ),
      says: ["warning protection/grants-widened public.wipe"],
    },
    {
      title: "a function that a role may no longer call",
      of: opened({ routines: [{ ...shut, grants: ["owner=X/owner", "app=X/owner"] }] }, { routines: [shut] }),
      says: ["warning protection/grants-lost public.wipe"],
    },
  ],
  [
    {
      title: "a grant of more than before",
      of: evidence(catalog([table({ grants: ["reader=r/owner"] })]), catalog([table({ grants: ["reader=rw/owner"] })])),
    },
    {
      title: "a role's grant that everybody has now",
      of: evidence(catalog([table({ grants: ["reader=r/owner"] })]), catalog([table({ grants: ["=r/owner"] })])),
    },
    {
      title: "an owner's grant to itself, whatever the owner is called",
      of: evidence(catalog([table({ owner: 'a "b"', grants: ['"a ""b"""=r/"a ""b"""'] })]), standing),
    },
    {
      title: "a function that not everybody may call any more",
      of: opened({ routines: [{ ...shut, grants: ["=X/owner", "owner=X/owner"] }] }, { routines: [shut] }),
    },
    {
      title: "a function that everybody is granted, and that runs as who calls it",
      of: opened({ routines: [shut] }, { routines: [{ ...shut, grants: ["=X/owner", "owner=X/owner"] }] }),
    },
    {
      title: "a role's grant of a function that everybody may call now, who could before",
      of: opened(
        { routines: [{ ...shut, grants: ["=X/owner", "app=X/owner"] }] },
        { routines: [{ ...shut, oid: 951, grants: null }] },
      ),
    },
  ],
);

test("lost grants are told as GRANT would have them, and only what is lost of them", () => {
  const before = ["owner=arw/owner", "reader=r*wx/owner", '"odd ""name"""=d/owner', "=r/owner"];
  const after = catalog([table({ grants: ["owner=arw/owner", "reader=r/owner"] })]);
  const [judged] = grantsSurvive(evidence(catalog([table({ grants: before })]), after));
  expect(judged?.finding.message).toBe(
    'public.people lost grants: SELECT WITH GRANT OPTION, UPDATE, REFERENCES to reader; DELETE to odd "name"; SELECT to PUBLIC.',
  );
});
