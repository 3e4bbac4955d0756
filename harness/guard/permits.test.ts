import { expect, test } from "vitest";
import { catalog, column, table } from "../checks/evidence.fixture.ts";
import type { UserType } from "../model/catalog.ts";
import type { Approval } from "../model/evidence.ts";
import { permitsOf } from "./permits.ts";

const people = table();
const events = table({ oid: 200, name: "events", kind: "p", columns: [column(1, "at"), column(2, "what")] });
const part = table({ ...events, oid: 201, name: "events_2024", kind: "r", partitionOf: 200 });
const half = table({ ...events, oid: 202, name: "events_2024_a", kind: "r", partitionOf: 201 });
const heir = table({ oid: 102, name: "staff", inherits: [100], columns: [column(1, "id"), column(3, "pay")] });
const cents = { attnum: 1, name: "cents", type: "integer", typeOid: 23, typeModifier: -1 };
const money: UserType = {
  ...{ oid: 300, schema: "public", name: "money2", kind: "composite", labels: [], base: null, baseType: null },
  ...{ baseModifier: -1, notNull: false, default: null, checks: [], attributes: [cents] },
};
const world = catalog([people, events, part, half, heir], { types: [money] });

function approval(object: string, code: string | null = null, more: Partial<Approval> = {}): Approval {
  const bound = { migration: "0001_candidate", file: "holdfast/0001_candidate.json", sha256: "b".repeat(64) };
  return { ...bound, object, code, reason: "moved", owner: "@team", expires: "2027-01-31", ...more };
}

function given(...approvals: readonly Approval[]): readonly string[] {
  const { permits } = permitsOf(approvals, world, (migration) => `key of ${migration}`);
  return permits.map(({ action, object }) => `${action} ${object.join(".")}`);
}

function unresolved(...approvals: readonly Approval[]): readonly string[] {
  return permitsOf(approvals, world, () => null).unresolved.map(({ object }) => object);
}

test("a permit says what it lets through, for which file, and why", () => {
  const { permits } = permitsOf([approval("public.people.name")], world, (migration) => `key of ${migration}`);
  const bound = { migration: "0001_candidate", sha256: "b".repeat(64), ledgerKey: "key of 0001_candidate" };
  const words = { reason: "moved", owner: "@team", expires: "2027-01-31" };
  expect(permits).toEqual([{ action: "drop", object: ["public", "people", "name"], ...bound, ...words }]);
});

test("whoever gives up a table's rows lets it be dropped and emptied; a guard's own code lets one of them through", () => {
  expect(given(approval("public.staff"))).toEqual(["drop public.staff", "truncate public.staff"]);
  expect(given(approval("public.staff", "survival/rows-lost"))).toEqual(["drop public.staff", "truncate public.staff"]);
  expect(given(approval("public.staff", "guard/drop"))).toEqual(["drop public.staff"]);
  expect(given(approval("public.staff", "guard/truncate"))).toEqual(["truncate public.staff"]);
});

test("what is below a table has a permit of its own", () => {
  expect(given(approval("public.events", "guard/drop"))).toEqual([
    "drop public.events",
    "drop public.events_2024",
    "drop public.events_2024_a",
  ]);
  expect(given(approval("public.events.what"))).toHaveLength(3);
  expect(given(approval("public.people.id"))).toEqual(["drop public.people.id", "drop public.staff.id"]);
  expect(given(approval("public.people.name"))).toEqual(["drop public.people.name"]);
});

test("an attribute of a type may be dropped, also where a table has that type", () => {
  expect(given(approval("public.money2.cents"))).toEqual(["drop public.money2.cents"]);
  const row = { ...money, oid: 301, name: "people", attributes: [{ ...cents, name: "name" }] };
  const used = catalog([people], { types: [row] });
  expect(permitsOf([approval("public.people.name")], used, () => null).permits).toHaveLength(1);
});

test("what protects rows needs no permit", () => {
  expect(given(approval("public.people", "protection/trigger-lost"))).toEqual([]);
  expect(unresolved(approval("public.nobody", "protection/trigger-lost"))).toEqual([]);
});

test("one object has one permit, until the later of two dates", () => {
  const later = approval("public.people.name", "guard/drop", { expires: "2028-01-31" });
  const { permits } = permitsOf([approval("public.people.name"), later], world, () => null);
  expect(permits.map(({ expires }) => expires)).toEqual(["2028-01-31"]);
});

test("what is not there, or has two readings, is told and not guessed", () => {
  expect(unresolved(approval("public.nobody"), approval("people.name"), approval("public.people"))).toEqual([
    "public.nobody",
    "people.name",
  ]);
  expect(unresolved(approval("public.people.name", "guard/truncate"))).toEqual(["public.people.name"]);
  const dotted = catalog([table({ oid: 1, schema: "a.b", name: "c" }), table({ oid: 2, schema: "a", name: "b.c" })]);
  const { permits, unresolved: both } = permitsOf([approval("a.b.c")], dotted, () => null);
  expect([permits, both.map(({ object }) => object)]).toEqual([[], ["a.b.c"]]);
  expect(permitsOf([approval('"a.b".c', "guard/drop")], dotted, () => null).permits[0]?.object).toEqual(["a.b", "c"]);
});
