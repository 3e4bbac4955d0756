import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { withClient } from "../../database/index.ts";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import { alembic } from "../alembic.ts";
import { withFiles } from "../drizzle/sample.fixture.ts";
import { overheard, session } from "../runner/command.ts";
import { environmentFor } from "../runner/environment.ts";
import { withRunner } from "../runner/index.ts";
import { runCommand } from "../runner/run.ts";
import { env, hasAlembic, ini, project } from "./alembic.fixture.ts";
import { onPath } from "./find.ts";
import { inProject } from "./project.ts";
import { branches, columns, line, onStage } from "./stage.fixture.ts";

let server: Server;
beforeAll(async () => {
  if (hasAlembic) server = await testServer();
});
afterAll(() => server?.stop());
afterEach(() => vi.unstubAllEnvs());

test("without the command, nothing is read, and what was looked for is told", async () => {
  vi.stubEnv("PATH", "");
  await withFiles(project(line), async (root) => {
    const missing = {
      kind: "environment",
      code: "environment/no-alembic",
      remedy: expect.stringContaining("pip install"),
    };
    await expect(alembic.read(join(root, "db"), root)).rejects.toMatchObject(missing);
    expect(await alembic.inspect({ folder: join(root, "db"), label: "db", base: null, now: 0 })).toEqual({
      layout: "revisions",
      migrations: 3,
      findings: [],
    });
  });
});

test("without an alembic.ini above the folder, nothing is read", async () => {
  const { "alembic.ini": _, ...files } = project(line);
  await withFiles(files, async (root) => {
    await expect(alembic.read(join(root, "db"), root)).rejects.toMatchObject({ code: "input/alembic-ini" });
  });
});

describe.skipIf(!hasAlembic)("Alembic in a copy of the project", () => {
  test("is that of the project's virtual environment", async () => {
    const own = `#!/bin/sh\necho "-- Running upgrade  -> a"\necho "select 'of its own';"\n`;
    await withFiles({ ...project({ a: {} }), ".venv/bin/alembic": own, ".venv/pyvenv.cfg": "" }, async (root) => {
      await chmod(join(root, ".venv/bin/alembic"), 0o755);
      expect((await alembic.read(join(root, "db"), root)).migrations[0]?.sql).toBe("select 'of its own';\n");
    });
  });

  test("gets the address by alembic.ini and by the variables that env.py asks for, and no other database's", async () => {
    const asks = `import os
assert os.environ["APP_DB_URL"] == os.environ["DATABASE_URL"]
assert "production" not in str(os.environ), "the caller's variables"
assert not [name for name in os.environ if name.startswith("PG")], "the caller's variables"
assert "production" not in context.config.get_main_option("sqlalchemy.url")
url = os.environ["APP_DB_URL"]
`;
    const own = env.replace(/^url = .*$/m, asks.trim());
    vi.stubEnv("REPLICA", "postgresql+asyncpg://app:secret@production.example/app");
    vi.stubEnv("DATABASE_URL", "postgres://app:secret@production.example/app");
    vi.stubEnv("PGHOST", "production.example");
    await onStage(server, { revisions: line, files: { "db/env.py": own } }, async ({ run }) => {
      expect(await run()).toMatchObject({ failure: null, ran: ["a", "b", "c"] });
    });
  });

  test("runs also where alembic.ini names no database, and the folder is that of the revisions", async () => {
    const bare = ini.replace(/^sqlalchemy.*$/m, "version_locations = elsewhere");
    await onStage(server, { revisions: line, files: { "alembic.ini": bare } }, async ({ root, target, values }) => {
      const folder = join(root, "db/versions");
      const history = await alembic.read(folder, root);
      expect(history.migrations.map(({ file }) => file)).toEqual(["a", "b", "c"].map((id) => `db/versions/${id}_x.py`));
      expect(await alembic.replay(history, history.migrations.slice(0, 2), target)).toMatchObject({
        ran: ["a", "b"],
      });
      expect(await values(columns)).toEqual(["id", "name", "age"]);
    });
  });

  test("runs above env.py where alembic.ini stands beside it", async () => {
    const { "alembic.ini": own = "", ...files } = project(line);
    await withFiles({ ...files, "db/alembic.ini": own.replace("script_location = db", "") }, async (root) => {
      const { migrations, findings } = await alembic.read(join(root, "db"), root);
      expect(findings).toEqual([]);
      expect(migrations.map(({ sql }) => sql !== "")).toEqual([true, true, true]);
    });
  });

  test("finds the ledger where env.py puts it", async () => {
    const own = env.replace(
      "context.configure(",
      'context.configure(version_table="alembic " + "ledger", version_table_schema="App", ',
    );
    await onStage(
      server,
      { revisions: line, files: { "db/env.py": own } },
      async ({ target, database, run, recorded }) => {
        expect(target.ledger).toEqual({ schema: "App", table: "alembic ledger" });
        await withClient(database, "owner", (client) => client.query('create schema "App"'));
        expect(await run(2)).toMatchObject({ failure: null, ran: ["a", "b"] });
        expect(await recorded()).toEqual(["a", "b"]);
      },
    );
  });

  test("is told once where no revision prints its SQL, and runs as it ends", async () => {
    const online = env.replace("if context.is_offline_mode():", "if False:").concat("raise SystemExit(3)\n");
    await onStage(server, { revisions: line, files: { "db/env.py": online } }, async ({ history, run, recorded }) => {
      expect(history.findings).toMatchObject([{ code: "history/not-inspected", object: "db", severity: "note" }]);
      expect(await run()).toMatchObject({ failure: null, ran: ["a", "b", "c"] });
      expect(await recorded()).toEqual(["a", "b", "c"]);
    });
  });

  test("says what is wrong with an env.py that never comes to the database", async () => {
    await onStage(server, { revisions: line }, async ({ root, run, recorded }) => {
      await writeFile(join(root, "db/env.py"), "import not_installed");
      await expect(run()).rejects.toMatchObject({
        code: "input/alembic-failed",
        message: "alembic upgrade heads gave up: ModuleNotFoundError: No module named 'not_installed'",
      });
      expect(await recorded()).toEqual([]);
    });
  });

  test("prints what it then really runs, revision by revision", async () => {
    await onStage(server, { revisions: branches }, async ({ history, target }) => {
      const heard: string[] = [];
      await inProject(history, (lent) =>
        overheard(
          target,
          async (url, signal) => {
            const environment = environmentFor(await lent.pointTo(url), lent.variables, lent.copy.migrations);
            const command = [...lent.command, "upgrade", "heads"].join(" ");
            return runCommand(command, lent.copy.folder, environment, 60_000, signal);
          },
          (sql) => heard.push(sql.replaceAll(/\s+/g, " ").trim()),
        ),
      );
      const texts = history.migrations
        .flatMap(({ sql }) => sql.split(";\n"))
        .map((sql) => sql.replaceAll(/\s+/g, " ").trim());
      const own = texts.filter((sql) => sql !== "");
      expect(own).toHaveLength(5);
      const made = heard.filter((sql) => /people/.test(sql));
      // Branches run in the order that Alembic finds.
      expect(made.toSorted()).toEqual(own.toSorted());
    });
  });

  test("says of a revision that asks the database, and of a way down that raises, that they cannot be told", async () => {
    const asks = {
      up: 'op.get_bind().execute(sa.text("select 1")).fetchall()',
      down: "raise NotImplementedError('no')",
    };
    const revisions = {
      ...line,
      b: { ...line.b, ...asks },
      d: { follows: "c", up: "print('done')", down: 'op.drop_table("x")' },
    };
    await onStage(server, { revisions }, async ({ history, run }) => {
      expect(history.findings.map(({ code, object, severity }) => `${code} ${object} ${severity}`)).toEqual([
        "history/not-inspected b note",
        "history/not-inspected d note",
      ]);
      const untold = history.migrations.filter(({ sql }) => sql === "").map(({ id }) => id);
      expect(untold).toEqual(["b", "d"]);
      const downs = (await alembic.downs?.(history)) ?? [];
      expect(
        downs.map(({ migration, problem, statements }) => [migration, problem ?? statements.map(({ sql }) => sql)]),
      ).toEqual([
        ["a", ["DROP TABLE people"]],
        ["b", "NotImplementedError: no"],
        ["c", ["ALTER TABLE people DROP COLUMN name"]],
        ["d", ["DROP TABLE x"]],
      ]);
      // Its age is never made.
      expect(await run()).toMatchObject({ failure: { migration: "c", failure: { sqlstate: "42703" } } });
    });
  });

  test("tells the ways down of all branches", async () => {
    const { m: _, n: __, ...apart } = branches;
    for (const revisions of [branches, apart]) {
      await withFiles(project(revisions), async (root) => {
        const history = await alembic.read(join(root, "db"), root);
        const downs = (await alembic.downs?.(history)) ?? [];
        expect(
          downs.map(({ migration, problem, statements }) => `${migration} ${problem} ${statements.length}`),
        ).toEqual(Object.keys(revisions).map((id) => `${id} null ${id === "m" ? 0 : 1}`));
      });
    }
  });

  test("gives way to a command of the project's own", async () => {
    await onStage(server, { revisions: line }, async ({ root, history, target }) => {
      const asks = env.replace(/^url = .*$/m, 'import os\nurl = os.environ["APP_URL"]');
      await writeFile(join(root, "db/env.py"), asks);
      const runner = {
        command: "alembic upgrade head",
        down: "alembic downgrade -1",
        variable: "APP_URL",
        folder: root,
      };
      const own = withRunner(alembic, runner);
      expect(await own.replay(history, history.migrations.slice(0, 1), target)).toMatchObject({
        failure: null,
        ran: ["a"],
      });
      expect(await own.replay(history, history.migrations, target)).toMatchObject({ failure: null, ran: ["b", "c"] });
      expect(await own.takeBack?.(history, history.migrations.slice(1), target)).toMatchObject({ failed: false });
      const read = await session(target, (client) => alembic.readLedger(client, target.ledger));
      expect(read.rows.map(({ id }) => id)).toEqual(["a"]);
    });
  });
});

test("a command is found where a shell would find it", async () => {
  await withFiles({ "revisions/alembic/env.py": "", "a/alembic": "", "b/alembic": "" }, async (root) => {
    await chmod(join(root, "b/alembic"), 0o755);
    const path = ["", "nowhere", ...["revisions", "a", "b"].map((name) => join(root, name))].join(":");
    expect(await onPath(path)).toBe(join(root, "b/alembic"));
    expect(await onPath("")).toBe(null);
  });
});
