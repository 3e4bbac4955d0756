import fc from "fast-check";
import { expect, test } from "vitest";
import type { SchemaDifference } from "../model/schema.ts";
import { runs } from "../runs.fixture.ts";
import { anySchema } from "./arbitrary.fixture.ts";
import { account, compareSchemas, keyOf } from "./index.ts";

const options = { numRuns: runs(300) };
const sides = { "only-live": "only-history", "only-history": "only-live", differs: "differs" } as const;
const none = { ledgers: 0, extensions: 0 };

test("no schema differs from itself", () => {
  fc.assert(
    fc.property(anySchema, (schema) => {
      expect(compareSchemas(schema, structuredClone(schema))).toEqual([]);
    }),
    options,
  );
});

/** A difference as the other side sees it. The object may go by another name there. */
function swapped({ object, side, facts, noise }: SchemaDifference) {
  const name = facts.find(({ fact }) => fact === "name")?.history;
  const turned = facts.map(({ fact, live, history }) => ({ fact, live: history, history: live }));
  return [keyOf(typeof name === "string" ? { ...object, name } : object), sides[side], turned, noise] as const;
}

test("what differs, and why it does not matter, is the same from both sides", () => {
  fc.assert(
    fc.property(anySchema, anySchema, (one, other) => {
      const there = compareSchemas(one, other).map(swapped);
      const back = compareSchemas(other, one).map(({ object, side, facts, noise }) => [
        keyOf(object),
        side,
        facts,
        noise,
      ]);
      expect(new Set(there.map((one) => JSON.stringify(one)))).toEqual(new Set(back.map((one) => JSON.stringify(one))));
    }),
    options,
  );
});

test("every object of both sides is equal, different or on one side, and no two of them", () => {
  fc.assert(
    fc.property(anySchema, anySchema, (live, history) => {
      const differences = compareSchemas(live, history);
      const count = (side: SchemaDifference["side"]) => differences.filter((one) => one.side === side).length;
      const equal = live.objects.length - count("only-live") - count("differs");
      expect(equal).toBeGreaterThanOrEqual(0);
      expect(equal).toBe(history.objects.length - count("only-history") - count("differs"));
      expect(new Set(differences.map(({ object, side }) => `${keyOf(object)} ${side}`)).size).toBe(differences.length);
    }),
    options,
  );
});

test("every table and column of the live side is accounted for once", () => {
  fc.assert(
    fc.property(anySchema, anySchema, fc.subarray(["public.a", "public.b.id", "public.*"]), (live, history, ignore) => {
      const differences = compareSchemas(live, history, { ignore });
      const { tables, columns } = account(differences, live, { tables: none, columns: { ...none, ledgers: 2 } });
      for (const [sum, kind, more] of [[tables, "table", 0] as const, [columns, "column", 2] as const]) {
        const { total, equal, different, onlyLive, leftOut } = sum;
        expect(total).toBe(live.objects.filter((object) => object.kind === kind).length + more);
        expect(equal + different + onlyLive + leftOut.ledgers + leftOut.ignored).toBe(total);
      }
      if (ignore.includes("public.*")) expect([tables.different, columns.onlyHistory]).toEqual([0, 0]);
    }),
    options,
  );
});
