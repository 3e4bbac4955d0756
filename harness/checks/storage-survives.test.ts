import { catalog, evidence, standing, table } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";
import { storageSurvives } from "./storage-survives.ts";

holds(storageSurvives, [
  {
    title: "a table that became UNLOGGED",
    of: evidence(standing, catalog([table({ persistence: "unlogged" })])),
    says: ["warning protection/unlogged public.people"],
  },
  {
    title: "large objects that are gone",
    of: evidence(catalog([table()], { largeObjects: 2 }), standing),
    says: ["warning protection/large-objects-lost pg_largeobject"],
  },
  {
    title: "a materialized view without data",
    of: evidence(
      catalog([table(), table({ oid: 700, name: "counts", kind: "m" })]),
      catalog([table(), table({ oid: 700, name: "counts", kind: "m", populated: false })]),
    ),
    says: ["warning protection/view-unpopulated public.counts"],
  },
]);
