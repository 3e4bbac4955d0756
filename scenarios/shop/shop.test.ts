import type pg from "pg";
import { expect } from "vitest";
import { scenario } from "../../harness/vitest/index.ts";
import { shop } from "../../seeds/shop.ts";
import { expectNone, expectSome, onlyOwnRows, remembering, rowsGone, valuesGone } from "../own-rows.fixture.ts";
import { announce, where } from "../provider.fixture.ts";
import { awkward, broken, keys } from "./questions.fixture.ts";

const project = { migrations: new URL("./migrations", import.meta.url), ...where, rows: 40 };

// Cents were meant. The schema said `bigint`, the generator wrote a change of type, and PostgreSQL rounded without a word.
const rounded = ["shipping", "tax", "total"] as const;
const recorded = remembering(shop);
scenario(
  "order totals that were to become cents are rounded to whole units",
  { ...project, candidate: "0008_order_totals_in_cents", seed: recorded.set },
  async ({ report, before, after }) => {
    announce(report);
    for (const column of rounded) {
      const values = await valuesGone(before, after, "orders", ["id"], `trim_scale(${column}::numeric)`);
      expect(values).toBeGreaterThan(40);
      expect(report).toLose(`public.orders.${column}`, { values });
    }
    expect(lossesIn(report)).toEqual(rounded.map((column) => `public.orders.${column}`));
    expect(report).toPreserveRows("public.orders");
    expect(report).toPreserveColumn("public.order_lines.total");
    expect(report).not.toBeSafe();
    await onlyOwnRows(before, recorded.given(), keys);
    await expectNone(before, broken);
    await expectSome(before, awkward);
  },
);

scenario("cents derived beside the amounts of payments lose nothing", {
  ...project,
  candidate: "0005_payment_cents..0005_payment_cents",
  seed: shop,
});

// Whoever had registered twice was deleted once, and with the account went what hung by it.
const deleted = ["addresses", "customers", "reviews"] as const;
const orphaned = [
  ["carts", "customer_id"],
  ["orders", "customer_id"],
  ["orders", "shipping_address_id"],
] as const;
scenario(
  "second accounts, deleted, take addresses and reviews along and leave orders without a customer",
  { ...project, candidate: "0006_purge_duplicate_customers..0006_purge_duplicate_customers", seed: shop },
  async ({ report, before, after }) => {
    for (const table of deleted) {
      const gone = await rowsGone(before, after, table, ["id"]);
      expect(gone.length).toBeGreaterThan(3);
      expect(report).toLose(`public.${table}`, { rows: gone.length });
    }
    for (const [table, column] of orphaned) {
      const values = await valuesGone(before, after, table, ["id"], column);
      expect(values).toBeGreaterThan(0);
      expect(report).toLose(`public.${table}.${column}`, { values });
    }
    expect(lossesIn(report)).toEqual([
      ...deleted.map((table) => `public.${table}`),
      ...orphaned.map(([table, column]) => `public.${table}.${column}`),
    ]);
    expect(report).toPreserveRows("public.orders");
    expect(report).not.toBeSafe();
  },
);

scenario(
  "second accounts, marked, lose nothing",
  { ...project, candidate: "0007_mark_duplicate_customers..0007_mark_duplicate_customers", seed: shop },
  async ({ report, before, after }) => {
    expect(report).toBeSafe();
    expect(await secondAccounts(after, "merged_into IS NOT NULL")).toEqual(await secondAccounts(before, "true"));
  },
);

function lossesIn({ findings }: { readonly findings: readonly { readonly code: string; readonly object: string }[] }) {
  return findings.filter(({ code }) => code.startsWith("survival/")).map(({ object }) => object);
}

/** Ids of customers that meet the condition and have registered before. */
async function secondAccounts(client: pg.Client, condition: string): Promise<readonly number[]> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT id FROM customers AS later
      WHERE ${condition}
        AND EXISTS (SELECT FROM customers AS first WHERE lower(first.email) = lower(later.email) AND first.id < later.id)
      ORDER BY id`,
  );
  expect(rows.length).toBeGreaterThan(3);
  return rows.map(({ id }) => id);
}
