import type { Evidence, Rehearsal } from "../model/evidence.ts";
import { evidence, standing } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";
import { restoreEquals } from "./restore-equals.ts";

/** A dump that was restored, and what it brought back. */
function rehearsed(found: Pick<Extract<Rehearsal, { readonly by: string }>, "outcome" | "differences">): Evidence {
  const rehearsal = {
    tables: 1,
    rows: 2,
    by: "pg_dump and pg_restore 17.11",
    bytes: 900,
    dumped: 1,
    restored: 1,
    ...found,
  };
  return evidence(standing, standing, {}, { rehearsal });
}

holds(restoreEquals, [
  {
    title: "a restore of which not all is equal",
    of: rehearsed({
      outcome: "differs",
      differences: [{ object: "public.people", what: "2 rows did not come back" }],
    }),
    says: ["error restore/differs public.people"],
  },
  {
    title: "more differences than are told one by one",
    of: rehearsed({
      outcome: "differs",
      differences: Array.from({ length: 22 }, (_, n) => ({
        object: `public.t${n}`,
        what: "the table is not restored",
      })),
    }),
    says: [
      ...Array.from({ length: 20 }, (_, n) => `error restore/differs public.t${n}`),
      "error restore/differs 0001_candidate",
    ],
  },
  {
    title: "a restore that could not be tried",
    of: evidence(standing, standing, {}, { rehearsal: { outcome: "not-rehearsed", why: "there is no pg_dump" } }),
    says: ["error restore/not-rehearsed 0001_candidate"],
  },
  { title: "a restore of which all is equal", of: rehearsed({ outcome: "equal", differences: [] }), says: [] },
]);
