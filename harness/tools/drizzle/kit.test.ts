import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { inspect } from "./inspect.ts";
import { idOf, snapshot, sound, withFiles } from "./sample.fixture.ts";

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

type Path = readonly (string | number)[];

/** The way to every key and index of a document. */
function paths(value: unknown, above: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [];
  const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return steps.flatMap((step) => [[...above, step], ...paths(Reflect.get(value, step), [...above, step])]);
}

/** What may stand anywhere; one of them is of the right kind at most places. */
const kinds: readonly unknown[] = [undefined, null, 1, "text", true, [], {}, ["x"], [1], { x: "y" }];

/** The document with another value at each of its places, and with a key too many in each of its objects. */
function* edits(document: unknown): Generator<object> {
  // The format itself is read before all else.
  for (const path of paths(document).filter(([first]) => !["version", "id", "prevId"].includes(String(first)))) {
    for (const kind of kinds) yield edited(document, path, kind);
    yield edited(document, [...path.slice(0, -1), "extra"], 1);
  }
}

function edited(document: unknown, path: Path, kind: unknown): object {
  const copy: object = structuredClone(document) as object;
  const parent = path.slice(0, -1).reduce<object>((tree, step) => Reflect.get(tree, step) as object, copy);
  Reflect.set(parent, path.at(-1) ?? "", structuredClone(kind));
  return copy;
}

test("a snapshot is unreadable here when drizzle-kit calls it malformed", async () => {
  const whole: unknown = JSON.parse(await readFile(shop, "utf8"));
  const small = {
    ...JSON.parse(snapshot(0)),
    ...rare,
    enums: { "public.e": { name: "e", schema: "public", values: ["a"] } },
  };
  const documents = [whole, small, ...edits(small)].map((document) => document as object);
  const tags = documents.map((_, place) => `${String(place).padStart(4, "0")}_x`);
  const files = sound(Object.fromEntries(tags.map((tag) => [tag, "select 1;"])));
  for (const [place, document] of documents.entries()) {
    const ids = { id: idOf(place), prevId: idOf(place - 1) };
    files[`meta/${String(place).padStart(4, "0")}_snapshot.json`] = JSON.stringify({ ...document, ...ids });
  }
  await withFiles(files, async (folder) => {
    const { findings } = await inspect({ folder, label: ".", base: null, now: Date.now() });
    const unreadable = findings.flatMap(({ code, object }) => (code === "history/snapshot-unreadable" ? [object] : []));
    const said = await kitCheck(folder);
    const malformed = [...said.matchAll(/(\d{4})_snapshot\.json data is malformed/g)].map(
      ([, number]) => `${number}_x`,
    );
    expect(malformed).not.toContain("0000_x");
    expect(malformed).not.toContain("0001_x");
    expect(malformed.length).toBeGreaterThan(1000);
    expect(malformed.length).toBeLessThan(tags.length - 150);
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
