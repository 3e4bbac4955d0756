import { evidence, factsOf, standing, unharmed } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";
import { ledgerRecords } from "./ledger-records.ts";

holds(ledgerRecords, [
  {
    title: "a ledger that forgot what ran before",
    of: { ...unharmed, after: factsOf(standing, { ledger: unharmed.after?.ledger.slice(1) ?? [] }) },
    says: ["error ledger/rows-lost drizzle.__drizzle_migrations"],
  },
  {
    title: "a candidate that the ledger does not hold",
    of: { ...unharmed, after: factsOf(standing, { ledger: unharmed.before.ledger }) },
    says: ["error ledger/not-recorded 0001_candidate"],
  },
  {
    title: "a candidate that was skipped",
    of: evidence(
      standing,
      standing,
      {},
      { passage: { skipped: [{ migration: "0001_candidate", because: "x" }], late: [] } },
    ),
    says: ["error ledger/not-recorded 0001_candidate"],
  },
  {
    title: "a candidate that was skipped, and what failed without it",
    of: {
      ...unharmed,
      after: null,
      passage: { skipped: [{ migration: "0001_candidate", because: null }], late: [] },
    },
    says: ["error ledger/not-recorded 0001_candidate"],
  },
  {
    title: "a candidate that runs after later ones",
    of: evidence(
      standing,
      standing,
      {},
      { passage: { skipped: [], late: [{ migration: "0001_candidate", because: "x" }] } },
    ),
    says: ["warning ledger/out-of-order 0001_candidate"],
  },
  {
    title: "a second run that does something",
    of: evidence(standing, standing, {}, { secondRun: ["it changes public.people"] }),
    says: ["error ledger/second-run drizzle.__drizzle_migrations"],
  },
]);
