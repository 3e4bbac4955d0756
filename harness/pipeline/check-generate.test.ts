import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { CheckReport } from "../model/report.ts";
import { some } from "../runs.fixture.ts";
import type { Major } from "../tools/drizzle/kit.fixture.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { check } from "./check.ts";
import {
  change,
  commit,
  digest,
  type Files,
  git,
  said,
  schemaOf,
  type Workshop,
  wordsOf,
  workshop,
} from "./check-deeper.fixture.ts";

describe.for<Major>([0, 1])("a project on drizzle-kit %i", (major) => {
  if (major === 1) console.warn("skipped: drizzle-kit 1: what hangs on the project, and not on the major version");
  let shop: Workshop;
  let temporary: string;

  beforeAll(async () => {
    shop = await workshop(major);
    temporary = await mkdtemp(join(tmpdir(), "holdfast-tmp-"));
  });
  afterAll(async () => {
    await shop?.remove();
    await rm(temporary, { recursive: true, force: true });
  });

  /** Nothing of the project may change, and nothing may stay behind. */
  async function generated(root: string, folder = "drizzle"): Promise<CheckReport> {
    const before = await digest(root);
    vi.stubEnv("TMPDIR", temporary);
    try {
      return await check({ folder, cwd: root, generate: true });
    } finally {
      vi.unstubAllEnvs();
      expect(await digest(root)).toBe(before);
      expect(await readdir(temporary)).toEqual([]);
    }
  }

  test("it is idle where the code is what the history has, and git sees no change", () =>
    shop.use(shop.files, async (root) => {
      expect(await generated(root)).toMatchObject({ verdict: "sound", findings: [] });
      commit(root);
      expect(await generated(root)).toMatchObject({ verdict: "sound", findings: [] });
      expect(git(root, "status", "--porcelain", "--", ":!node_modules")).toBe("");
    }));

  const changes: readonly (readonly [
    what: string,
    files: Readonly<Record<string, string | null>>,
    code: string,
    words: RegExp,
  ])[] = [
    [
      "a column more in the code",
      { "schema.ts": schemaOf(', age: integer("age"), nick: text("nick")') },
      "generate-not-idle",
      /would write a migration, which begins: ALTER TABLE "people" ADD COLUMN "nick" text;$/,
    ],
    [
      "a column of another name",
      { "schema.ts": schemaOf(', years: integer("years")') },
      "generate-not-idle",
      /asks whether something is new or was renamed$/,
    ],
    [
      "a config that throws",
      { "drizzle.config.ts": 'throw new Error("SECRET_HOST is not set: postgres://me:secret@db/x");\n' },
      "generate-failed",
      /SECRET_HOST is not set: <url>$/,
    ],
    ["a schema that does not parse", { "schema.ts": "export const = 1;\n" }, "generate-failed", /schema\.ts:1:1[34]/],
  ];

  test.for(some(changes, major === 0 ? 4 : 2))("%s", ([, files, code, words]) =>
    shop.use(shop.files, async (root) => {
      await change(root, files);
      const report = await generated(root);
      expect(said(report)).toEqual([`error ${code} drizzle`]);
      expect(wordsOf(report, code)).toMatch(words);
      expect(JSON.stringify(report)).not.toMatch(/me:secret|holdfast-project/);
    }),
  );

  test("a snapshot that it cannot read, whatever its exit code", () =>
    shop.use(
      shop.withHead((text) => text.replace('"dialect"', '"dialekt"')),
      async (root) => {
        const report = await generated(root);
        expect(said(report)).toContain("error generate-failed drizzle");
        expect(wordsOf(report, "generate-failed")).toContain("data is malformed");
      },
    ));

  test.runIf(major === 0)("a config above it, that is for being run from there", () =>
    shop.use(shop.files, async (root) => {
      const config = { dialect: "postgresql", schema: "./app/schema.ts", out: "./app/drizzle" };
      const moved = Object.fromEntries(
        Object.entries(shop.files).map(([name, text]) => [name === "package.json" ? name : `app/${name}`, text]),
      );
      const gone = Object.fromEntries(Object.keys(shop.files).map((name) => [name, null]));
      await change(root, { ...gone, ...moved, "app/drizzle.config.ts": `export default ${JSON.stringify(config)};` });
      commit(root);
      expect(await generated(root, "app/drizzle")).toMatchObject({ verdict: "sound", findings: [] });
    }),
  );

  test
    .runIf(major === 0)
    .for<readonly [what: string, files: Readonly<Record<string, string | null>>, code: string, words: string]>([
      ["no config", { "drizzle.config.ts": null }, "input/no-drizzle-config", "There is no drizzle.config.*"],
      [
        "a config for another folder",
        { "drizzle.config.ts": 'export default { dialect: "postgresql", schema: "./schema.ts", out: "./other" };' },
        "input/no-drizzle-config",
        "drizzle.config.ts is for the folder ./other",
      ],
      ["no drizzle-kit", { node_modules: null }, "environment/no-drizzle-kit", "The project has no drizzle-kit."],
    ])("%s", ([, files, code, words]) =>
    shop.use(shop.files, async (root) => {
      await change(root, files);
      await expect(generated(root)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
    }),
  );
});

test("a signal ends drizzle-kit, and the copy of the project goes with it", () =>
  withFiles(endless, async (root) => {
    const temporary = join(root, "tmp");
    const controller = new AbortController();
    // Whoever stands in for drizzle-kit says here that it runs.
    const listener = createServer(() => controller.abort()).listen(0, "127.0.0.1");
    await once(listener, "listening");
    const { port } = { port: 0, ...Object(listener.address()) };
    vi.stubEnv("TMPDIR", temporary);
    vi.stubEnv("STARTED_AT", String(port));
    const run = check({ folder: "db", cwd: root, generate: true, signal: controller.signal });
    await expect(run.finally(() => vi.unstubAllEnvs())).rejects.toMatchObject({ name: "AbortError" });
    expect(await readdir(temporary)).toEqual([".keep"]);
    // Not before everybody is gone.
    listener.close();
    await once(listener, "close");
  }));

/** What stands in for drizzle-kit never ends by itself. */
const endless: Files = {
  "tmp/.keep": "",
  "drizzle.config.json": '{ "dialect": "postgresql", "out": "./db" }',
  "node_modules/drizzle-kit/bin.cjs": 'require("node:net").connect(Number(process.env.STARTED_AT), "127.0.0.1");',
  ...Object.fromEntries(Object.entries(sound({ "0000_a": "select 1;" })).map(([name, text]) => [`db/${name}`, text])),
};
