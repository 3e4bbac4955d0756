import { describe, expect, test } from "vitest";
import type { Catalog, Relation, Routine, Schema, Sequence, Trigger, UserType } from "../model/catalog.ts";
import type { FindingCode } from "../model/codes.ts";
import type { Attempt, Evidence, Rehearsal } from "../model/evidence.ts";
import type { GuardSetting } from "../model/guard.ts";
import {
  candidate,
  catalog,
  column,
  covered,
  evidence,
  factsOf,
  failure,
  standing,
  table,
  unharmed,
  unique,
} from "./evidence.fixture.ts";
import { checks, verdict } from "./index.ts";

function found(of: Evidence, check: string): readonly string[] {
  return (checks[check]?.(of) ?? []).map(({ finding }) => `${finding.severity} ${finding.code} ${finding.object}`);
}

/** A candidate that loses nothing, and one attempt to go back. */
function wentBack(attempt: Partial<Attempt>, setting: GuardSetting = "none"): Evidence {
  const usual = {
    attempt: "inverse",
    outcome: "reverted",
    by: "ran it",
    sqlstate: null,
    guarded: null,
    losses: [],
  } as const;
  return evidence(standing, standing, {}, { attempts: [{ ...usual, ...attempt }], guard: { setting, permits: [] } });
}

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

const trigger: Trigger = {
  oid: 300,
  name: "stamp",
  function: "public.stamp",
  source: "begin new.name := 'x'; return new; end",
  type: 19,
  enabled: "origin",
  columns: [],
  when: null,
  stored: null,
  definition: "CREATE TRIGGER stamp …",
  parent: null,
};
const policy = {
  oid: 200,
  name: "own",
  permissive: true,
  command: "all",
  roles: ["public"],
  using: "(id = 1)",
  check: null,
  stored: "tree of id = 1",
  functions: [],
} as const;
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
const renamed = (of: Relation, name: string): Relation => ({ ...of, name });
const successor = table({ oid: 500, indexes: [] });

const check = { ...unique, name: "named", kind: "check", definition: "CHECK ((name <> ''))", stored: "tree" } as const;
const type = (more: Partial<UserType>): UserType => ({
  oid: 900,
  schema: "public",
  name: "status",
  kind: "enum",
  labels: [],
  attributes: [],
  base: null,
  baseType: null,
  baseModifier: -1,
  notNull: false,
  default: null,
  checks: [],
  ...more,
});
const status = type({
  labels: [
    { oid: 901, label: "active" },
    { oid: 902, label: "banned" },
  ],
});
const labelled = table({ columns: [column(1, "id"), column(2, "status", { typeOid: 900 })] });
const domain = type({ name: "mail", kind: "domain", checks: [{ oid: 910, name: "sane", expression: "VALUE <> ''" }] });
const rule = { oid: 920, name: "keep", enabled: "origin", definition: "CREATE RULE keep …" } as const;
const view = table({ oid: 930, name: "names", kind: "v", viewDefinition: "SELECT id", viewStored: "a", indexes: [] });
/** The old table set aside, and another one with the same rows under its name. */
const named = (name: string) => [column(1, "id"), column(2, name)];
const computing = (expression: string, name = "name", generated: "virtual" | "stored" = "virtual") =>
  catalog([table({ columns: [...named(name), column(3, "shout", { generated, default: expression })] })]);
const swapped = (old: Relation, now: Partial<Relation>) =>
  catalog([renamed(old, "people_old"), { ...successor, ...now }]);
const free = { ...sequence, oid: 401, name: "invoice_no" };
const sequences = (now: readonly Sequence[]): Evidence => ({
  ...unharmed,
  before: factsOf(catalog([table()], { sequences: [free] })),
  after: factsOf(catalog([table()], { sequences: now })),
});

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

/** Per check: what breaks it, and what it then says. Every one holds on a run in which nothing happened. */
const broken: Readonly<Record<string, readonly { title: string; of: Evidence; says: readonly string[] }[]>> = {
  "candidate-runs": [
    {
      title: "a statement that the server refuses",
      of: evidence(standing, standing, {}, { failure: { failure, statement: null, atCommit: false, rows: null } }),
      says: ["error candidate/failed public.people.name"],
    },
    {
      title: "a statement that only extreme numbers stop",
      of: evidence(standing, standing, {}, { overflow: { failure, statement: null, atCommit: false, rows: null } }),
      says: ["warning candidate/overflows public.people.name"],
    },
  ],
  "columns-survive": [
    {
      title: "a column that is gone",
      of: evidence(standing, catalog([table({ columns: [column(1, "id")] })])),
      says: ["error survival/column-lost public.people.name"],
    },
    {
      title: "a column that was dropped and added",
      of: evidence(standing, catalog([table({ columns: [column(1, "id"), column(3, "name")] })]), {
        columns: { 2: { changed: 3, nulled: 3 } },
      }),
      says: ["error survival/column-lost public.people.name"],
    },
    {
      title: "values that were rewritten",
      of: evidence(standing, standing, { columns: { 2: { changed: 1 } } }),
      says: ["error survival/values-altered public.people.name"],
    },
    {
      title: "NULLs that became values",
      of: evidence(standing, standing, { columns: { 2: { filled: 1 } } }),
      says: ["warning survival/values-filled public.people.name"],
    },
    {
      title: "another column under the old name",
      of: evidence(
        standing,
        catalog([table({ columns: [column(1, "id"), column(2, "old_name"), column(3, "name")] })]),
        {
          columns: {},
        },
      ),
      says: [],
    },
    {
      title: "json that lost duplicate keys on its way to jsonb",
      of: evidence(standing, standing, { columns: { 2: { duplicateKeys: 1, converted: 3 } } }),
      says: ["warning survival/duplicate-keys-lost public.people.name"],
    },
  ],
  "constraints-survive": [
    {
      title: "a unique constraint that is gone",
      of: evidence(catalog([table({ constraints: [unique] })]), standing),
      says: ["warning protection/constraint-lost public.people.people_name_key"],
    },
    {
      title: "a constraint that is no longer validated",
      of: evidence(
        catalog([table({ constraints: [unique] })]),
        catalog([table({ constraints: [{ ...unique, validated: false }] })]),
      ),
      says: ["warning protection/constraint-not-validated public.people.people_name_key"],
    },
    {
      title: "a check made anew under its name that asks for less",
      of: evidence(
        catalog([table({ constraints: [check] })]),
        catalog([table({ constraints: [{ ...check, oid: 601, definition: "CHECK (true)", stored: "other tree" }] })]),
      ),
      says: ["warning protection/constraint-changed public.people.named"],
    },
    {
      title: "a key that is missing on the table that took the name",
      of: evidence(catalog([table({ constraints: [unique] })]), swapped(table({ constraints: [unique] }), {})),
      says: [
        "warning protection/constraint-lost public.people.people_name_key",
        "warning protection/constraint-lost public.people.people_pkey",
      ],
    },
  ],
  "coverage-suffices": [
    {
      title: "a column that could show nothing",
      of: evidence(
        standing,
        standing,
        {},
        { coverage: [{ ...covered, covered: false, missing: ["only one distinct value"] }] },
      ),
      says: ["error coverage/column public.people.name"],
    },
    {
      title: "a table that no row entered",
      of: evidence(standing, standing, {}, { coverage: [{ ...covered, rows: 0, covered: false }] }),
      says: ["error coverage/table-empty public.people"],
    },
    {
      title: "a table that no row may enter",
      of: evidence(standing, standing, {}, { coverage: [{ ...covered, rows: 0, covered: false, note: true }] }),
      says: ["note coverage/table-empty public.people"],
    },
    {
      title: "a base without any table",
      of: evidence(catalog([]), standing),
      says: ["error coverage/nothing-to-lose 0001_candidate"],
    },
    {
      title: "a DELETE that touched no row",
      of: evidence(
        standing,
        standing,
        {},
        {
          effects: [
            {
              statement: {
                migration: candidate.id,
                file: candidate.file,
                sql: "delete from people",
                line: 1,
                column: 1,
              },
              change: "delete",
              schema: null,
              table: "people",
              rows: 0,
            },
          ],
        },
      ),
      says: ["warning coverage/statement-without-rows 0001_candidate"],
    },
    {
      title: "an UPDATE that changed nothing",
      of: evidence(
        standing,
        standing,
        {},
        {
          effects: [
            {
              statement: { migration: candidate.id, file: candidate.file, sql: "update people …", line: 1, column: 1 },
              change: "update",
              schema: "public",
              table: "people",
              rows: 3,
            },
          ],
        },
      ),
      says: ["warning coverage/statement-without-effect 0001_candidate"],
    },
  ],
  "downgrade-keeps-data": [
    {
      title: "a way back that loses rows",
      of: wentBack({ losses: [{ object: "public.people", rows: 2, values: 0 }] }),
      says: ["warning downgrade/loses-data 0001_candidate"],
    },
    {
      title: "a way back that loses rows in spite of the guard",
      of: wentBack({ losses: [{ object: "public.people", rows: 2, values: 0 }] }, "installed"),
      says: ["error downgrade/loses-data 0001_candidate"],
    },
    {
      title: "a tool's own way down that loses values",
      of: wentBack({ attempt: "take-back", losses: [{ object: "public.people.name", rows: 0, values: 2 }] }),
      says: ["error downgrade/loses-data 0001_candidate"],
    },
    {
      title: "a way back that stops half way",
      of: wentBack({ outcome: "half" }),
      says: ["warning downgrade/half 0001_candidate"],
    },
    {
      title: "a way back that stops half way in spite of the guard",
      of: wentBack({ outcome: "half" }, "installed"),
      says: ["error downgrade/half 0001_candidate"],
    },
    {
      title: "a way back that only the ledger speaks of",
      of: wentBack({ attempt: "take-back", outcome: "pretended" }),
      says: ["warning downgrade/pretended 0001_candidate"],
    },
    {
      title: "a way back without a loss",
      of: wentBack({}),
      says: ["note downgrade/reverted 0001_candidate"],
    },
    {
      title: "an old release that is not refused",
      of: wentBack({ attempt: "old-release", outcome: "no-op" }),
      says: ["note downgrade/no-op 0001_candidate"],
    },
    {
      title: "ways back that are closed",
      of: wentBack({ outcome: "blocked", sqlstate: "HF001" }, "installed"),
      says: [],
    },
  ],
  "domains-survive": [
    {
      title: "a domain without its check",
      of: evidence(catalog([table()], { types: [domain] }), catalog([table()], { types: [{ ...domain, checks: [] }] })),
      says: ["warning protection/constraint-lost public.mail.sane"],
    },
    {
      title: "a domain with another check under the name",
      of: evidence(
        catalog([table()], { types: [domain] }),
        catalog([table()], { types: [{ ...domain, checks: [{ oid: 911, name: "sane", expression: "true" }] }] }),
      ),
      says: ["warning protection/constraint-changed public.mail.sane"],
    },
  ],
  "grants-survive": [
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
  "labels-survive": [
    {
      title: "labels that exchanged their names",
      of: evidence(
        catalog([labelled], { types: [status] }),
        catalog([labelled], {
          types: [
            {
              ...status,
              labels: [
                { oid: 901, label: "banned" },
                { oid: 902, label: "active" },
              ],
            },
          ],
        }),
      ),
      says: ["warning survival/name-reused public.people.status"],
    },
  ],
  "ledger-records": [
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
  ],
  "restore-equals": [
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
  ],
  "row-security-survives": [
    {
      title: "row-level security that is off",
      of: evidence(catalog([table({ rowSecurity: true, forceRowSecurity: true })]), standing),
      says: ["error protection/row-security-lost public.people", "error protection/row-security-lost public.people"],
    },
    {
      title: "a policy that is gone",
      of: evidence(catalog([table({ policies: [policy] })]), standing),
      says: ["error protection/policy-lost public.people.own"],
    },
    {
      title: "a policy made anew under its name that lets more through",
      of: evidence(
        catalog([table({ policies: [policy] })]),
        catalog([table({ policies: [{ ...policy, oid: 201, using: "true", stored: "tree of true" }] })]),
      ),
      says: ["error protection/policy-changed public.people.own"],
    },
    {
      title: "a policy whose function does something else",
      of: evidence(
        catalog([table({ policies: [{ ...policy, functions: [{ name: "public.may", source: "select false" }] }] })]),
        catalog([table({ policies: [{ ...policy, functions: [{ name: "public.may", source: "select true" }] }] })]),
      ),
      says: ["error protection/policy-changed public.people.own"],
    },
    {
      title: "a permissive policy that is new",
      of: evidence(
        catalog([table({ rowSecurity: true })]),
        catalog([table({ rowSecurity: true, policies: [policy] })]),
      ),
      says: ["warning protection/policy-added public.people.own"],
    },
    {
      title: "a table without it that took the name",
      of: evidence(catalog([table({ rowSecurity: true })]), swapped(table({ rowSecurity: true }), {})),
      says: ["error protection/row-security-lost public.people"],
    },
    {
      title: "a view that took the name, and reads as its owner",
      of: evidence(
        catalog([table({ rowSecurity: true })]),
        swapped(table({ rowSecurity: true }), { kind: "v", options: ["security_invoker=false"] }),
      ),
      says: ["error protection/row-security-lost public.people"],
    },
    {
      title: "a partition without it",
      of: evidence(
        catalog([table({ kind: "p" }), table({ oid: 800, name: "people_1", partitionOf: 100, rowSecurity: true })]),
        catalog([table({ kind: "p" }), table({ oid: 800, name: "people_1", partitionOf: 100 })]),
      ),
      says: ["error protection/row-security-lost public.people_1"],
    },
  ],
  "rules-survive": [
    {
      title: "a rule that is gone",
      of: evidence(catalog([table({ rules: [rule] })]), standing),
      says: ["warning protection/rule-lost public.people.keep"],
    },
  ],
  "sequences-stay-ahead": [
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
  "storage-survives": [
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
  ],
  "tables-survive": [
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
  ],
  "triggers-survive": [
    {
      title: "a trigger that is gone",
      of: evidence(catalog([table({ triggers: [trigger] })]), standing),
      says: ["error protection/trigger-lost public.people.stamp"],
    },
    {
      title: "a trigger that is disabled",
      of: evidence(
        catalog([table({ triggers: [trigger] })]),
        catalog([table({ triggers: [{ ...trigger, enabled: "disabled" }] })]),
      ),
      says: ["error protection/trigger-disabled public.people.stamp"],
    },
    {
      title: "a trigger that calls another function",
      of: evidence(
        catalog([table({ triggers: [trigger] })]),
        catalog([table({ triggers: [{ ...trigger, function: "public.other", source: "begin return new; end" }] })]),
      ),
      says: ["warning protection/trigger-changed public.people.stamp"],
    },
    {
      title: "a trigger whose function does something else",
      of: evidence(
        catalog([table({ triggers: [trigger] })]),
        catalog([table({ triggers: [{ ...trigger, source: "begin return null; end" }] })]),
      ),
      says: ["warning protection/trigger-changed public.people.stamp"],
    },
    {
      title: "a trigger that fires for one column only",
      of: evidence(
        catalog([table({ triggers: [trigger] })]),
        catalog([table({ triggers: [{ ...trigger, columns: [2] }] })]),
      ),
      says: ["warning protection/trigger-changed public.people.stamp"],
    },
    {
      title: "a trigger replaced under a condition",
      of: evidence(
        catalog([table({ triggers: [trigger] })]),
        catalog([table({ triggers: [{ ...trigger, when: "false", stored: "tree of false" }] })]),
      ),
      says: ["warning protection/trigger-changed public.people.stamp"],
    },
    {
      title: "a trigger whose condition asks another table's column of the same number",
      of: evidence(
        catalog([table({ triggers: [{ ...trigger, when: "new.id > 0", stored: "tree of 1" }] })]),
        swapped(table(), { triggers: [{ ...trigger, oid: 301, when: "new.no > 0", stored: "tree of 1" }] }),
      ),
      says: expect.arrayContaining(["warning protection/trigger-changed public.people.stamp"]),
    },
    {
      title: "a trigger that fires in replication only",
      of: evidence(
        catalog([table({ triggers: [trigger] })]),
        catalog([table({ triggers: [{ ...trigger, enabled: "replica" }] })]),
      ),
      says: ["error protection/trigger-disabled public.people.stamp"],
    },
  ],
  "views-survive": [
    {
      title: "a view that is gone",
      of: evidence(catalog([table(), view]), standing),
      says: ["warning protection/view-lost public.names"],
    },
    {
      title: "a view with another query",
      of: evidence(
        catalog([table(), view]),
        catalog([table(), { ...view, viewDefinition: "SELECT name", viewStored: "b" }]),
      ),
      says: ["warning protection/view-changed public.names"],
    },
    {
      title: "a view that no longer reads as who asks",
      of: evidence(catalog([table(), { ...view, options: ["security_invoker=on"] }]), catalog([table(), view])),
      says: ["warning protection/view-changed public.names"],
    },
  ],
  "virtual-columns-survive": [
    {
      title: "another expression",
      of: evidence(computing("upper(name)"), computing("lower(name)")),
      says: ["warning survival/generation-changed public.people.shout"],
    },
    {
      title: "another text within the expression that reads like a name",
      of: evidence(computing("(name || 'name'::text)"), computing("(name || 'nick'::text)")),
      says: ["warning survival/generation-changed public.people.shout"],
    },
    {
      title: "a column that is gone",
      of: evidence(computing("upper(name)"), standing),
      says: ["warning survival/generation-changed public.people.shout"],
    },
    {
      title: "a column that anybody may write into now",
      of: evidence(computing("upper(name)"), catalog([table({ columns: [...named("name"), column(3, "shout")] })])),
      says: ["warning survival/generation-changed public.people.shout"],
    },
  ],
};

/** What looks like a break and is none. */
const sound: Readonly<Record<string, readonly { title: string; of: Evidence }[]>> = {
  "constraints-survive": [
    {
      title: "a check made anew in other words for the same tree",
      of: evidence(
        catalog([table({ constraints: [check] })]),
        catalog([table({ constraints: [{ ...check, oid: 601, definition: "CHECK ((title <> ''))" }] })]),
      ),
    },
  ],
  "grants-survive": [
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
  "row-security-survives": [
    {
      title: "a view in the table's place that reads as who asks",
      of: evidence(
        catalog([table({ rowSecurity: true })]),
        swapped(table({ rowSecurity: true }), { kind: "v", options: ["security_invoker=on"] }),
      ),
    },
    {
      title: "a restrictive policy that is new",
      of: evidence(
        catalog([table({ rowSecurity: true })]),
        catalog([table({ rowSecurity: true, policies: [{ ...policy, permissive: false }] })]),
      ),
    },
  ],
  "sequences-stay-ahead": [{ title: "a free sequence that moved on", of: sequences([{ ...free, next: "9" }]) }],
  "triggers-survive": [
    {
      title: "a trigger whose function was renamed",
      of: evidence(
        catalog([table({ triggers: [trigger] })]),
        catalog([table({ triggers: [{ ...trigger, function: "public.stamped" }] })]),
      ),
    },
    {
      title: "a trigger whose condition a rename prints otherwise",
      of: evidence(
        catalog([table({ triggers: [{ ...trigger, when: "new.id > 0", stored: "tree of 1" }] })]),
        catalog([table({ triggers: [{ ...trigger, when: "new.no > 0", stored: "tree of 1" }] })]),
      ),
    },
    {
      title: "a trigger replaced by one with the same condition",
      of: evidence(
        catalog([table({ triggers: [{ ...trigger, when: "new.id > 0", stored: "tree of 1" }] })]),
        catalog([table({ triggers: [{ ...trigger, when: "new.id > 0", stored: "tree of another operator" }] })]),
      ),
    },
  ],
  "views-survive": [
    {
      title: "a view whose text a rename changed",
      of: evidence(catalog([table(), view]), catalog([table(), { ...view, viewDefinition: "SELECT number AS id" }])),
    },
  ],
  "virtual-columns-survive": [
    {
      title: "an expression that a renamed column changed",
      of: evidence(computing("upper(name)"), computing('upper("Nick")', "Nick")),
    },
    {
      title: "an expression that is stored from now on",
      of: evidence(computing("upper(name)"), computing("upper(name)", "name", "stored")),
    },
  ],
};

describe.for(Object.entries(sound))("%s", ([name, cases]) => {
  test.for(cases)("is content with $title", ({ of }) => {
    expect(found(of, name)).toEqual([]);
  });
});

test("every check has a pair of evidence", () => {
  expect(Object.keys(broken).toSorted()).toEqual(Object.keys(checks).toSorted());
});

describe.for(Object.entries(broken))("%s", ([check, cases]) => {
  test("is content when nothing happened", () => {
    expect(found(unharmed, check)).toEqual([]);
  });

  test.for(cases)("finds $title", ({ of, says }) => {
    expect(found(of, check)).toEqual(says);
  });
});

test("lost grants are told as GRANT would have them, and only what is lost of them", () => {
  const before = ["owner=arw/owner", "reader=r*wx/owner", '"odd ""name"""=d/owner', "=r/owner"];
  const after = catalog([table({ grants: ["owner=arw/owner", "reader=r/owner"] })]);
  const [judged] = checks["grants-survive"]?.(evidence(catalog([table({ grants: before })]), after)) ?? [];
  expect(judged?.finding.message).toBe(
    'public.people lost grants: SELECT WITH GRANT OPTION, UPDATE, REFERENCES to reader; DELETE to odd "name"; SELECT to PUBLIC.',
  );
});

describe("the verdict", () => {
  const finding = (severity: "error" | "warning" | "note", code: FindingCode) => ({
    severity,
    code,
    object: "o",
    message: "m",
    remedy: "r",
  });
  test.for([
    [[], "safe"],
    [[finding("warning", "survival/values-filled"), finding("note", "history/order")], "safe"],
    [[finding("error", "coverage/column")], "unproven"],
    [[finding("error", "coverage/column"), finding("error", "survival/column-lost")], "unsafe"],
    [[finding("error", "ledger/not-recorded")], "unsafe"],
    [[finding("error", "restore/not-rehearsed"), finding("error", "coverage/column")], "unproven"],
    [[finding("error", "restore/not-rehearsed"), finding("error", "restore/differs")], "unsafe"],
  ] as const)("of %j is %s", ([findings, expected]) => {
    expect(verdict(findings)).toBe(expected);
  });
});
