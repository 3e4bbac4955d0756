// What the Vitest kit promises, for each version of Vitest that it is to work with: run by Vitest, and compiled.

import { migrated, type Report, scenario } from "holdfast/vitest";
import { expect, inject } from "vitest";

const test = migrated({ migrations: "drizzle", to: "0000_people", rows: 5 });

test("a test has a database of its own", async ({ db, database }) => {
  await db.query("truncate people");
  expect(new URL(database.url).port).toBe(String(database.port));
});

test("and the next one has another", async ({ db }) => {
  const { rows } = await db.query<{ count: number }>("select count(*)::int as count from people");
  expect(rows[0]?.count).toBeGreaterThanOrEqual(5);
});

const extended = test.extend<{ pool: { url: string } }>({
  pool: async ({ database }, use) => {
    await use({ url: database.url });
  },
});

extended("fixtures can build on it", async ({ pool, database }) => {
  expect(pool.url).toBe(database.url);
});

scenario(
  "a loss is named, and not taken for safe",
  { migrations: "drizzle", rows: 20 },
  async ({ report, before, after }) => {
    const found: Report = report;
    expect(found).toLose("public.people.born");
    expect(found).toPreserveRows("public.people");
    expect(found).toPreserveColumn("public.people.name");
    expect(found).not.toBlockDowngrade();
    expect(() => expect(found).toBeSafe()).toThrow(
      /column +born, which is gone \(lost\).*statement +drizzle\/0001_less\.sql:1:1.*Again: npx vitest run/s,
    );
    expect((await before.query("select from people")).rowCount).toBe(
      (await after.query("select from people")).rowCount,
    );
    expect.soft(found).toPreserveColumn("public.people.name");
    // @ts-expect-error only a report can be asked
    expect(() => expect("a text").toBeSafe()).toThrow("something else than the report");
    // @ts-expect-error a count is a number
    expect(() => expect(found).toLose("public.people.born", { values: "3" })).toThrow();
    const port: number = inject("holdfast").port;
    expect(port).toBeGreaterThan(0);
  },
);

scenario.skip("not looked at", { migrations: "nowhere" });
