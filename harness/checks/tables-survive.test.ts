import { expect } from "vitest";
import { catalog, evidence, renamed, standing, successor, table } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";
import { tablesSurvive } from "./tables-survive.ts";

holds(tablesSurvive, [
  {
    title: "a table that is gone",
    of: evidence(standing, catalog([])),
    says: ["error survival/table-lost public.people"],
  },
  {
    title: "rows that are gone",
    of: evidence(standing, standing, { rows: { after: 2, lost: 1 } }),
    says: ["error survival/rows-lost public.people"],
  },
  {
    title: "a table set aside under another name, with an empty one in its place",
    of: evidence(standing, catalog([renamed(table(), "people_old"), successor]), { rows: { after: 0, lost: 3 } }),
    says: expect.arrayContaining(["error survival/name-reused public.people"]),
  },
  {
    title: "rows that left with a detached partition",
    of: evidence(
      catalog([table({ kind: "p" }), table({ oid: 800, name: "people_1", partitionOf: 100 })]),
      catalog([table({ kind: "p" }), table({ oid: 800, name: "people_1" })]),
      { rows: { after: 2, lost: 1 } },
    ),
    says: ["error survival/rows-detached public.people"],
  },
  {
    title: "rows that stand there more often than before",
    of: evidence(standing, standing, { rows: { after: 6 }, repeated: 3 }),
    says: ["warning survival/rows-multiplied public.people"],
  },
  {
    title: "a table with rows that no longer inherits",
    of: evidence(
      catalog([table(), table({ oid: 800, name: "staff", inherits: [100] })]),
      catalog([table(), table({ oid: 800, name: "staff" })]),
    ),
    says: ["error survival/rows-detached public.people"],
  },
  {
    title: "values that moved between rows without a key",
    of: evidence(standing, standing, { shuffled: 2 }),
    says: ["error survival/rows-altered public.people"],
  },
]);
