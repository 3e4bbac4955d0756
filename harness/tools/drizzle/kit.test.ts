import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inspect } from "./inspect.ts";
import { sound, withFiles } from "./sample.fixture.ts";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const shop = join(repository, "scenarios/shop/migrations/meta/0008_snapshot.json");

/** What a project of average age holds nothing of, in drizzle-kit's words. */
const rare = {
  views: {
    "public.v": {
      name: "v",
      schema: "public",
      columns: {},
      definition: "select 1",
      materialized: true,
      isExisting: false,
      with: { fillfactor: 70, autovacuumEnabled: true, vacuumIndexCleanup: "auto" },
    },
  },
  sequences: { "public.s": { name: "s", schema: "public", increment: "1", minValue: "1", cycle: false } },
  roles: { r: { name: "r", createDb: false, createRole: true, inherit: true } },
  policies: { p: { name: "p", as: "PERMISSIVE", for: "ALL", to: ["public"], using: "true", on: "public.t" } },
  internal: { tables: { t: { columns: { a: { isArray: true, dimensions: 1, rawType: "text" } } } } },
  tables: {
    "public.rare": {
      name: "rare",
      schema: "",
      columns: {
        id: {
          name: "id",
          type: "integer",
          primaryKey: true,
          notNull: true,
          identity: { type: "always", name: "rare_id_seq", schema: "public", increment: "1", cache: "1", cycle: false },
        },
        twice: {
          name: "twice",
          type: "text",
          primaryKey: false,
          notNull: false,
          generated: { as: "1", type: "stored" },
        },
      },
      indexes: {
        i: {
          name: "i",
          columns: [{ expression: "id", isExpression: false, asc: true, nulls: "last" }],
          isUnique: false,
          concurrently: false,
          method: "btree",
          with: { fillfactor: 70 },
        },
      },
      foreignKeys: {},
      compositePrimaryKeys: { pk: { name: "pk", columns: ["id"] } },
      uniqueConstraints: { u: { name: "u", nullsNotDistinct: true, columns: ["id"] } },
      policies: { p: { name: "p", for: "SELECT" } },
      checkConstraints: { c: { name: "c", value: "true" } },
      isRLSEnabled: true,
    },
  },
};

type Json = { [key: string]: unknown } | unknown[];

function isTree(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}

/** Every object and list of a document, by turns. */
function trees(value: unknown): readonly Json[] {
  return isTree(value) ? [value, ...Object.values(value).flatMap(trees)] : [];
}

/** One thing changed somewhere: a key gone, a value of another kind, a key too many. */
const edit = fc.record({
  where: fc.nat(),
  key: fc.nat(),
  what: fc.constantFrom("delete", "add", null, 1, "text", true, [], {}, ["x"], { x: "y" }),
});

function edited(text: string, { where, key, what }: { where: number; key: number; what: unknown }): Json {
  const value: unknown = JSON.parse(text);
  const all = trees(value);
  const tree = all[where % all.length];
  if (!isTree(tree) || !isTree(value)) return {};
  // The format itself is read before all else.
  const keys = Object.keys(tree).filter((name) => tree !== value || !["version", "id", "prevId"].includes(name));
  const chosen = keys[key % Math.max(1, keys.length)] ?? "extra";
  if (what === "delete") Reflect.deleteProperty(tree, chosen);
  else Reflect.set(tree, what === "add" ? "extra" : chosen, structuredClone(what));
  return value;
}

test("a snapshot is unreadable here when drizzle-kit calls it malformed", async () => {
  const full: Record<string, unknown> & { tables: object } = JSON.parse(await readFile(shop, "utf8"));
  const rich = JSON.stringify({
    ...full,
    ...rare,
    tables: { ...Object.fromEntries(Object.entries(full.tables).slice(0, 2)), ...rare.tables },
  });
  const edits = fc.sample(edit, { seed: 7, numRuns: 400 });
  const tags = ["0000_as_it_is", ...edits.map((_, place) => `${String(place + 1).padStart(4, "0")}_edited`)];
  const files = sound(Object.fromEntries(tags.map((tag) => [tag, "select 1;"])));
  for (const [place, tag] of tags.entries()) {
    const one = edits[place - 1];
    const value = one === undefined ? JSON.parse(rich) : edited(rich, one);
    const name = `meta/${tag.slice(0, 4)}_snapshot.json`;
    const { id, prevId } = JSON.parse(files[name] ?? "{}") as { id: string; prevId: string };
    files[name] = JSON.stringify({ ...value, id, prevId });
  }
  await withFiles(files, async (folder) => {
    const { findings } = await inspect({ folder, label: ".", base: null, now: Date.now() });
    const unreadable = findings.flatMap(({ code, object }) =>
      code === "history/snapshot-unreadable" ? object.slice(0, 4) : [],
    );
    const malformed = [...(await kitCheck(folder)).matchAll(/(\d{4})_snapshot\.json data is malformed/g)].map(
      ([, n]) => n,
    );
    expect(malformed.length).toBeGreaterThan(150);
    expect(malformed.length).toBeLessThan(tags.length - 50);
    expect(unreadable.toSorted()).toEqual(malformed.toSorted());
  });
});

/** What `drizzle-kit check` prints of a folder; its exit code says little. */
function kitCheck(folder: string): Promise<string> {
  const kit = join(repository, "node_modules/drizzle-kit/bin.cjs");
  return new Promise((settle) => {
    execFile(
      process.execPath,
      [kit, "check", "--dialect", "postgresql", "--out", "."],
      { cwd: folder },
      (_, stdout, stderr) => settle(stdout + stderr),
    );
  });
}
