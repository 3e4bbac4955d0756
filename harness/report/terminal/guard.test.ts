import { expect, test } from "vitest";
import type { GuardReport } from "../../model/live-report.ts";
import { guardReportOf, permitReportOf } from "../guard-report.fixture.ts";
import { writers } from "../writers.fixture.ts";

const same = (text: string) => text;
const shown = (report: GuardReport, reproduce = "npx holdfast guard verify drizzle --url env:PROD") =>
  writers.terminal.report(report, { color: false, reproduce, within: "" });

test("tells of a guard what of it stands, what it does not stop, and what is open", () => {
  expect(shown(guardReportOf(same))).toBe(`OPEN  the guard of shop has 1 gap
app@db.example.org:5432/shop: guard of postgres, 0123456789ab

  drops      closed  no DROP of a table, a column or an attribute, by whichever command
  truncate   OPEN    2 of 3 tables; not public.audit_log
  ledger     closed  drizzle.__drizzle_migrations: no DELETE, no UPDATE but of what is NULL
  permits    not for app to see, nor to give
  connected  app owns 3 tables, and cannot turn it off

It does not stop
  DELETE, UPDATE and MERGE of rows pass.
  DROP DATABASE passes.

Errors (1)
  guard/uncovered
    public.audit_log  TRUNCATE is not refused: the guard's trigger on it is disabled.
    → Install it again.

PostgreSQL 17.11; 0.3 s.
Again: npx holdfast guard verify drizzle --url env:PROD
`);
});

test("calls nothing closed that a function of the guard, or what it knows of the ledger, leaves open", () => {
  const report = guardReportOf(same);
  const error = { code: "guard/altered", severity: "error", message: "It is another.", remedy: "" } as const;
  const states = (more: Partial<GuardReport>) =>
    [...shown({ ...report, ...more }).matchAll(/^ {2}(drops|truncate|ledger) +(\w+)/gm)].map(([, what, state]) => [
      what,
      state,
    ]);
  const covered = { ...report.guard, tables: report.guard.tables.map((table) => ({ ...table, truncate: "A" })) };
  const all = (state: string) => [
    ["drops", state],
    ["truncate", state],
    ["ledger", state],
  ];
  expect(states({ guard: covered, findings: [] })).toEqual(all("closed"));
  const refuse = { ...error, object: "holdfast_guard.refuse" };
  expect(states({ guard: covered, findings: [refuse] })).toEqual(all("OPEN"));
  const trigger = { ...error, code: "guard/disabled" as const, object: "holdfast_guard.on_drop" };
  expect(states({ guard: covered, findings: [trigger] })[0]).toEqual(["drops", "OPEN"]);
  const bind = { ...trigger, object: "holdfast_guard.bind" };
  expect(states({ guard: covered, findings: [bind] })).toEqual(all("closed"));
  const moves = { ...report.asked, ledgers: report.asked.ledgers.map((one) => ({ ...one, habit: "moves" as const })) };
  expect(states({ guard: { ...covered, wish: moves }, findings: [] })[2]).toEqual(["ledger", "OPEN"]);
});

test("tells before it is installed what it would cover, and how to go on", () => {
  const report: GuardReport = { ...guardReportOf(same), action: "install", verdict: "unconfirmed", findings: [] };
  const none = { ...report, guard: { ...report.guard, version: null, owner: null } };
  expect(
    shown(none, "npx holdfast guard install"),
  ).toBe(`UNCONFIRMED  the guard can be installed in shop; nothing was written
app@db.example.org:5432/shop: no guard

Would cover 3 tables and their columns against DROP, 3 tables against TRUNCATE, and the ledger drizzle.__drizzle_migrations against DELETE and UPDATE; what is made later as well.

It does not stop
  DELETE, UPDATE and MERGE of rows pass.
  DROP DATABASE passes.

PostgreSQL 17.11; 0.3 s.
→ To do it: npx holdfast guard install --confirm shop
`);
  const small = { ...none, asked: { ...none.asked, eventTriggers: false, tables: [] } };
  expect(shown(small)).toContain(
    "\nWould cover 1 table against TRUNCATE and the ledger drizzle.__drizzle_migrations against DELETE and UPDATE; nothing against DROP, and nothing that is made later.\n",
  );
});

test("tells of permits what each lets through, until when, and what uses it up", () => {
  expect(
    shown(permitReportOf(same), "npx holdfast guard permit"),
  ).toBe(`UNCONFIRMED  2 permits can be given in shop; nothing was written
app@db.example.org:5432/shop: guard of postgres, 0123456789ab

For 0043_drop
  drop      public.projects.code  until 2027-01-31  @team: moved to notes
  truncate  public.drafts         until 2027-01-31  @team: moved to notes
Each is used up by the transaction that records 0043_drop, and by no other.

PostgreSQL 17.11; 0.3 s.
→ To do it: npx holdfast guard permit --confirm shop
`);
  const report = permitReportOf(same);
  const unbound = { ...report, permits: report.permits.map((permit) => ({ ...permit, ledgerKey: null })) };
  expect(shown(unbound)).toContain("\nBound to no transaction: whoever drops or empties");
});

test("says in the headline how it ended", () => {
  const headline = (more: Partial<GuardReport>) => shown({ ...guardReportOf(same), ...more }).split("\n")[0];
  const { guard } = guardReportOf(same);
  expect([
    headline({ verdict: "closed", findings: [] }),
    headline({ guard: { ...guard, version: null, owner: null } }),
    headline({ action: "install", verdict: "installed" }),
    headline({ action: "install", verdict: "updated" }),
    headline({ action: "install", verdict: "unchanged" }),
    headline({ action: "install", verdict: "refused" }),
    headline({ ...permitReportOf(same), verdict: "granted" }),
    headline({ ...permitReportOf(same), verdict: "unchanged" }),
    headline({ ...permitReportOf(same), verdict: "refused" }),
  ]).toEqual([
    "CLOSED  the guard of shop refuses what it should",
    "OPEN  shop has no guard",
    "INSTALLED  the guard stands in shop",
    "UPDATED  the guard of shop is as this holdfast installs it; permits were kept",
    "UNCHANGED  the guard stood in shop already; nothing was written",
    "REFUSED  the guard was not installed; nothing was written",
    "GRANTED  2 permits given in shop",
    "UNCHANGED  2 permits stood in shop already; nothing was written",
    "REFUSED  no permit was given; nothing was written",
  ]);
});
