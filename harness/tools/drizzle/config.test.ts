import { join } from "node:path";
import { expect, test } from "vitest";
import { readDrizzleConfig } from "./config.ts";
import { ledgerPlace } from "./ledger.ts";
import { withFiles } from "./sample.fixture.ts";

const usual = { schema: "drizzle", table: "__drizzle_migrations" };

test.for<readonly [what: string, config: Readonly<Record<string, string>>, expected: object]>([
  ["none", { ".git/HEAD": "" }, usual],
  [
    "its own schema",
    {
      "drizzle.config.ts":
        "const s: string = 'app';\nexport default { migrations: { schema: s }, dbCredentials: { url: 'x' } };",
    },
    { ...usual, schema: "app" },
  ],
  [
    "its own table",
    { "drizzle.config.json": '{ "migrations": { "table": "t", "schema": "s" } }' },
    { schema: "s", table: "t" },
  ],
  [
    "a CommonJS one",
    { "drizzle.config.cjs": "module.exports = { migrations: { table: 't' } }" },
    { ...usual, table: "t" },
  ],
])("the ledger by %s", async ([, config, expected]) => {
  await withFiles({ "db/drizzle/meta/x": "", ...config }, async (root) => {
    expect(await ledgerPlace(join(root, "db", "drizzle"))).toEqual({ location: expected, findings: [] });
  });
});

test.for<readonly [what: string, source: string, reason: string]>([
  ["throws", "throw new Error('no DATABASE_URL, say postgres://u:secret@h/d')", "no DATABASE_URL, say <url>"],
  ["is no TypeScript", "export default {", ""],
  ["ends the process", "process.exit(0)", "it ended the process"],
])("a configuration that %s is a note", async ([, source, reason]) => {
  await withFiles({ "drizzle.config.ts": source }, async (root) => {
    const { location, findings } = await ledgerPlace(root);
    expect(location).toEqual(usual);
    expect(findings).toEqual([expect.objectContaining({ code: "history/config-unreadable", severity: "note" })]);
    expect(findings[0]?.message).toContain(reason);
    expect(findings[0]?.message).not.toContain("secret");
  });
});

test("tells where drizzle-kit writes, and leaves our own process as it was", async () => {
  const source =
    "process.env.LEAKED_BY_CONFIG = '1'; console.log('noise'); export default { out: './db', dialect: 'postgresql' };";
  await withFiles({ "drizzle.config.ts": source, "a/b/x": "" }, async (root) => {
    expect(await readDrizzleConfig(join(root, "a", "b"))).toEqual({
      file: join(root, "drizzle.config.ts"),
      problem: null,
      dialect: "postgresql",
      out: "./db",
      schema: null,
      table: null,
    });
    expect(process.env.LEAKED_BY_CONFIG).toBeUndefined();
  });
});
