import type { Relation, Sequence } from "../model/catalog.ts";
import type { Evidence } from "../model/evidence.ts";
import { catalog, column, evidence, factsOf, table, unharmed } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";
import { sequencesStayAhead } from "./sequences-stay-ahead.ts";

const sequence: Sequence = {
  oid: 400,
  schema: "public",
  name: "people_id_seq",
  start: "1",
  increment: "1",
  min: "1",
  max: "100",
  cycle: false,
  owned: false,
  next: "4",
};
const drawn: Relation = table({ columns: [column(1, "id", { type: "integer", sequence: 400 })] });
const reaches = [{ relation: 100, attnum: 1, min: "1", max: "3" }];
const free = { ...sequence, oid: 401, name: "invoice_no" };
const sequences = (now: readonly Sequence[]): Evidence => ({
  ...unharmed,
  before: factsOf(catalog([table()], { sequences: [free] })),
  after: factsOf(catalog([table()], { sequences: now })),
});

holds(
  sequencesStayAhead,
  [
    {
      title: "a sequence behind its column",
      of: {
        ...evidence(catalog([drawn]), catalog([drawn])),
        before: factsOf(catalog([drawn], { sequences: [sequence] }), { reaches }),
        after: factsOf(catalog([drawn], { sequences: [{ ...sequence, next: "2" }] }), { reaches }),
      },
      says: ["error protection/sequence-behind public.people.id"],
    },
    {
      title: "a column without its sequence",
      of: {
        ...evidence(catalog([drawn]), catalog([drawn])),
        before: factsOf(catalog([drawn], { sequences: [sequence] }), { reaches }),
        after: factsOf(catalog([table({ columns: [column(1, "id", { type: "integer" })] })])),
      },
      says: ["warning protection/sequence-lost public.people.id"],
    },
    {
      title: "a sequence of the application's that is set back",
      of: sequences([{ ...free, next: "1" }]),
      says: ["warning protection/sequence-set-back public.invoice_no"],
    },
    {
      title: "a sequence of the application's that is gone",
      of: sequences([]),
      says: ["warning protection/sequence-dropped public.invoice_no"],
    },
  ],
  [{ title: "a free sequence that moved on", of: sequences([{ ...free, next: "9" }]) }],
);
