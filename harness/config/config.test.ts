import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HarnessError } from "../model/error.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { readConfig, type Settings } from "./index.ts";

type Files = Readonly<Record<string, string>>;

/** Reads the config from the folder `in` these files; by default from their top. */
function read(files: Files, named: string | null = null, from = "."): Promise<Settings | null> {
  return withFiles({ ".git/HEAD": "", ...files }, (root) => readConfig(join(root, from), named));
}

function exporting(config: string, more: Files = {}): Files {
  return {
    "holdfast.config.ts": `import { defineConfig } from "holdfast";\nexport default defineConfig(${config});`,
    ...more,
  };
}

async function refused(files: Files, named: string | null = null): Promise<HarnessError> {
  const error: unknown = await read(files, named).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof HarnessError && error.kind === "input" && error.remedy !== "") return error;
  return expect.fail(`an error of the user's, not ${String(error)}`);
}

describe("what is wrong is said with its place, and what to do", () => {
  test.for<readonly [config: string, message: string, remedy: string]>([
    ["{ provder: 'auto' }", "provder is not a key that is known here.", "Did you mean provider?"],
    ["{ dbCredentials: {} }", "dbCredentials is not a key", "Known are: migrations, tool, run, provider,"],
    [
      "{ seed: { tables: { 'public.users': { colums: {} } } } }",
      'seed.tables["public.users"].colums is not a key that is known here.',
      "Did you mean columns?",
    ],
    ["{ seed: { seeed: undefined } }", "seed.seeed is not a key", "Did you mean seed?"],
    ["{ seed: { toString: 1 } }", "seed.toString is not a key", "Known are: seed, rows"],
    ["[]", "it is to be an object, and is an empty list.", "Give an object"],
    ["'drizzle'", "it is to be an object, and is 'drizzle'.", "Give an object"],
    [
      "{ provider: 'podman' }",
      "provider is to be one of auto, testcontainers, embedded, server, and is 'podman'",
      "Give one",
    ],
    ["{ postgres: 17 }", 'postgres is to be a major version such as "17", and is 17', "Give a major"],
    ["{ role: true }", "role is to be one of owner, superuser, and is true", "Give one"],
    ["{ coverage: 'off' }", "coverage is to be one of error, warn, and is 'off'", "Give one"],
    ["{ guard: 'on' }", "guard is to be one of installed, none, and is 'on'", "Give one"],
    ["{ tool: 'prisma' }", "tool is to be one of drizzle, plain-sql, alembic, and is 'prisma'", "Give one"],
    ["{ run: ' ' }", "run is to be a command such as", "Give a command"],
    ["{ run: ['npm'] }", "run is to be a command such as", "Give a command"],
    ["{ run: { env: 'URL' } }", "run.command is to be a command, and is undefined", "Give a command"],
    ["{ run: { command: 'x', down: '' } }", "run.down is to be a command", "Give a command"],
    ["{ run: { command: 'x', env: 'MY URL' } }", "run.env is to be the name of a variable", "Give the name"],
    ["{ run: { command: 'x', cwd: '.' } }", "run.cwd is not a key", "Known are: command, down, env, folder"],
    [
      "{ run: { command: 'x', folder: 'packages' } }",
      "run.folder names packages, and there is no such folder",
      "Give a",
    ],
    ["{ image: '' }", "image is to be a container image, and is ''", "Give a container image"],
    ["{ seed: [] }", "seed is to be an object, and is an empty list", "Give an object"],
    ["{ seed: { rows: 1 } }", "seed.rows is to be a whole number from 2 to 10000000, and is 1", "leave the key out"],
    [
      "{ seed: { seed: -1 } }",
      "seed.seed is to be a whole number from 0 to 2147483647, and is -1",
      "leave the key out",
    ],
    ["{ seed: { scale: 0 } }", "seed.scale is to be a number above 0, and is 0", "leave the key out"],
    ["{ seed: { scale: 2 } }", "seed.scale scales nothing", "seed.like"],
    ["{ seed: { sets: {} } }", "seed.sets is to be a list, and is {}", "Give a list"],
    [
      "{ seed: { sets: [{ rows: () => ({}) }] } }",
      "seed.sets[0].name is to be a text, and is undefined",
      "Give a text",
    ],
    ["{ seed: { sets: [{ name: 'shop', rows: {} }] } }", "seed.sets[0].rows is to be a function", "Give a function"],
    ["{ seed: { tables: { users: {} } } }", 'seed.tables.users is not a name such as "schema.table"', '"public.users"'],
    [
      "{ seed: { tables: { 'a.b': { rows: 0.5 } } } }",
      'tables["a.b"].rows is to be a whole number from 0',
      "leave the",
    ],
    ["{ seed: { tables: { 'a.b': { list: {} } } } }", 'tables["a.b"].list is to be a list, and is {}', "Give a list"],
    ["{ seed: { tables: { 'a.b': { list: [1] } } } }", 'tables["a.b"].list[0] is to be an object, and is 1', "Give an"],
    [
      "{ seed: { tables: { 'a.b': { list: [{ c: () => 1 }] } } } }",
      "list[0].c is to be a text, a number",
      "a function",
    ],
    ["{ seed: { tables: { 'a.b': { columns: { c: [] } } } } }", "columns.c is to be a list of values", "(faker) =>"],
    ["{ seed: { tables: { 'a.b': { columns: { c: 'x' } } } } }", "columns.c is to be a list of values", "(faker) =>"],
    [
      "{ seed: { tables: { 'a.b': { columns: { c: [new Date('x')] } } } } }",
      "columns.c[0] is to be a text, a number, a boolean, a Date",
      "Give a text",
    ],
    ["{ seed: { tables: { 'a.b': { sql: 5 } } } }", 'tables["a.b"].sql is to be the path of a file, and is 5', "Give"],
    [
      "{ seed: { tables: { 'a.b': { sql: 'no.sql' } } } }",
      'tables["a.b"].sql names no.sql, which cannot be read (ENOENT)',
      "Give a path from",
    ],
    [
      "{ seed: { tables: { 'a.b': { sql: 'empty.sql' } } } }",
      'tables["a.b"].sql names empty.sql, which is empty',
      "Write",
    ],
    ["{ seed: { never: { numeric: 'NaN' } } }", "seed.never.numeric is to be a list, and is 'NaN'", "Give a list"],
    ["{ seed: { never: { numeric: [5] } } }", "seed.never.numeric[0] is to be a text as PostgreSQL prints", "RegExp"],
    [
      "{ seed: { never: { numeric: [null] } } }",
      "seed.never.numeric rules NULL out of a type",
      '"schema.table.column": [null]',
    ],
    [
      "{ migrations: 'drizle' }",
      "migrations names drizle, and there is no such migrations folder",
      "or make its first migration.",
    ],
    [
      "{ migrations: 'empty.sql' }",
      "migrations names empty.sql, and there is no such migrations folder",
      "Give a path from",
    ],
    [
      "{ seed: { like: 'production.json' } }",
      "seed.like names production.json, and there is no such file",
      "Give a path",
    ],
    ["{ seed: { like: 5 } }", "seed.like is to be a path, and is 5", "Give a path"],
  ])("%s", async ([config, message, remedy]) => {
    // The types would say so, too; a config in JavaScript has none.
    const error = await refused(exporting(`${config} as never`, { "empty.sql": " \n" }));
    expect(error.code).toBe("input/config");
    expect(error.message).toMatch(/^holdfast\.config\.ts: /);
    expect(error.message).toContain(message);
    expect(`${error.remedy} ${error.message}`).toContain(remedy);
  });
});

test.for<readonly [what: string, source: string, code: string, message: string]>([
  [
    "throws",
    "const n: number = 1;\n\nthrow new Error('no DATABASE_URL, say postgres://u:secret@h/d');",
    "unreadable",
    "holdfast.config.ts:3 throws: no DATABASE_URL, say <url>.",
  ],
  [
    "throws in a file of its own",
    "import { f } from './f.ts'; export default f();",
    "unreadable",
    "f.ts:2 throws: mine.",
  ],
  ["throws no error", "throw 'away'; export default {};", "unreadable", "it throws away."],
  [
    "does not parse",
    "export default {\n  a: = 2,\n};",
    "unreadable",
    "holdfast.config.ts:2 does not parse: Unexpected",
  ],
  ["misses a file", "import { q } from './q.ts'; export default { q };", "unreadable", "Cannot find module './q.ts'."],
  ["ends the process", "process.exit(0); export default {};", "unreadable", "it calls process.exit."],
  ["hides its end", "try { process.exit(0); } catch {} export default {};", "unreadable", "it calls process.exit."],
  ["rejects", "export default Promise.reject(new Error('late'));", "unreadable", "late."],
  ["exports by name", "export const migrations = 'x';", "empty", "has no default export."],
  ["is empty", "", "empty", "has no default export."],
])("a config that %s", async ([, source, code, message]) => {
  const { exit } = process;
  const error = await refused({
    "holdfast.config.ts": source,
    "f.ts": "export function f(): never {\n  throw new Error('mine');\n}",
  });
  expect(error.code).toBe(`input/config-${code}`);
  expect(error.message).toContain(message);
  expect(error.message).not.toContain("secret");
  expect(process.exit).toBe(exit);
});

describe("what is found", () => {
  test.for<readonly [file: string, source: string]>([
    [
      "holdfast.config.ts",
      "import type { HoldfastConfig } from 'holdfast'; export default { image: 'x' } as HoldfastConfig",
    ],
    ["holdfast.config.mts", "export default Promise.resolve({ image: 'x' })"],
    ["holdfast.config.cts", "const { defineConfig } = require('holdfast'); export = defineConfig({ image: 'x' });"],
    ["holdfast.config.js", "import { defineConfig } from 'holdfast'; export default defineConfig({ image: 'x' })"],
    ["holdfast.config.mjs", "export default { image: 'x' }"],
    ["holdfast.config.cjs", "module.exports = { image: 'x' }"],
  ])("%s, also from a folder below", async ([file, source]) => {
    const settings = await read({ [file]: source, "a/b/x": "" }, null, "a/b");
    expect(settings).toMatchObject({ label: `../../${file}`, run: { image: "x" } });
  });

  test("nothing above the repository", async () => {
    expect(await read({ ...exporting("{}"), "a/.git/HEAD": "" }, null, "a")).toBeNull();
  });

  test("the one that is named, instead of the nearest; and no other", async () => {
    const files = exporting("{ image: 'near' }", { "ci/other.ts": "export default { image: 'named' };" });
    expect(await read(files, "ci/other.ts")).toMatchObject({ label: "ci/other.ts", run: { image: "named" } });
    expect(await refused(files, "ci/none.ts")).toMatchObject({
      code: "input/config-missing",
      message: "There is no file ci/none.ts.",
    });
  });
});

describe("what is read", () => {
  test("paths are the config's, and SQL is there as text", async () => {
    const tables =
      "{ 'app.a': { sql: 'seeds/a.sql', rows: 7 }, 'app.b': { sql: new URL('./b.sql', import.meta.url) } }";
    const files = exporting(`{ migrations: "db", seed: { like: "like.json", scale: 0.5, tables: ${tables} } }`, {
      ...Object.fromEntries(Object.entries(sound({})).map(([name, text]) => [`db/${name}`, text])),
      "like.json": "{}",
      "seeds/a.sql": "insert into a values (1);",
      "b.sql": "insert into b values (2);",
      "below/x": "",
    });
    const { settings, root } = await withFiles({ ".git/HEAD": "", ...files }, async (root) => ({
      root,
      settings: await readConfig(join(root, "below"), null),
    }));
    expect(settings).toEqual({
      label: "../holdfast.config.ts",
      migrations: join(root, "db"),
      run: {},
      seed: {
        tables: {
          "app.a": { rows: 7, sql: { file: "seeds/a.sql", text: "insert into a values (1);" } },
          "app.b": { sql: { file: "b.sql", text: "insert into b values (2);" } },
        },
      },
      wishes: { source: "../holdfast.config.ts", key: "seed" },
      like: join(root, "like.json"),
      scale: 0.5,
    });
  });

  test("a command runs in the config's folder, or in one below it", async () => {
    const commands = ["'npm run migrate'", "{ command: 'x', env: 'PG_URL', folder: 'api' }"];
    const found = commands.map((command) =>
      withFiles({ ".git/HEAD": "", ...exporting(`{ run: ${command} }`), "api/x": "", "below/x": "" }, async (root) => {
        const settings = await readConfig(join(root, "below"), null);
        return { root, run: settings?.run.run };
      }),
    );
    const [alone, full] = await Promise.all(found);
    expect(alone?.run).toEqual({ command: "npm run migrate", folder: alone?.root });
    expect(full?.run).toEqual({ command: "x", env: "PG_URL", folder: join(full?.root ?? "", "api") });
  });

  test("what is undefined is not there", async () => {
    const settings = await read(exporting("{ image: undefined, seed: { rows: undefined, seed: 3 } } as never"));
    expect(settings).toMatchObject({ run: {}, seed: { seed: 3 } });
    expect(Object.keys({ ...settings?.run, ...settings?.seed })).toEqual(["seed", "tables"]);
  });
});
