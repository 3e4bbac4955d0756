import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../database/index.ts";
import { testServer } from "../../database/test-server.fixture.ts";
import { migrationSql } from "../../guard/index.ts";
import type { Server } from "../../model/database.ts";
import { alembic } from "../alembic.ts";
import { withFiles } from "../drizzle/sample.fixture.ts";
import { hasAlembic, project } from "./alembic.fixture.ts";
import { branches, line, onStage } from "./stage.fixture.ts";

let server: Server;
beforeAll(async () => {
  if (hasAlembic) server = await testServer();
});
afterAll(() => server?.stop());

test("does not choose between heads", async () => {
  const { m: _, n: __, ...apart } = branches;
  await withFiles(project(apart), async (root) => {
    const history = {
      tool: "alembic",
      layout: "revisions",
      folder: join(root, "db"),
      label: "db",
      migrations: [],
      findings: [],
    };
    const refused = { kind: "input", code: "input/several-heads" };
    await expect(alembic.writeMigration(history, "guard", "select 1")).rejects.toMatchObject(refused);
  });
});

describe.skipIf(!hasAlembic)("a revision that is written", () => {
  test("runs any SQL as it stands", async () => {
    await onStage(server, { revisions: line }, async ({ root, history, target, values }) => {
      const sql = `create function odd() returns text language sql as $$ select ':a %s %% %(b)s \\: \\\\ """ '' "' || 'x'::text || to_char(now(), '":MI"') $$;\ncreate table "made: by" (":n" int default 1);`;
      const files = await alembic.writeMigration(history, "odd", sql);
      expect(files).toEqual([expect.stringMatching(/^versions\/[0-9a-f]{12}_odd\.py$/)]);
      expect((await alembic.inspect({ folder: join(root, "db"), label: "db", base: null, now: 0 })).findings).toEqual(
        [],
      );
      const now = await alembic.read(join(root, "db"), root);
      expect(now.migrations.at(-1)).toMatchObject({ parents: ["c"] });
      expect(await alembic.replay(now, now.migrations, target)).toMatchObject({ failure: null });
      expect(await values("select prosrc from pg_proc where proname = 'odd'")).toEqual([
        /\$\$(.*)\$\$/s.exec(sql)?.[1],
      ]);
      expect(await alembic.takeBack?.(now, now.migrations.slice(-1), target)).toMatchObject({
        failure: null,
        failed: true,
        said: expect.stringMatching(/^downgrade c: NotImplementedError: There is no way back from odd\.$/),
      });
      expect(await readFile(join(root, "db", files[0] ?? ""), "utf8")).toContain('down_revision = "c"');
    });
  });

  test.for([
    ["superuser", true],
    ["owner", false],
  ] as const)("puts the guard in where it may, and goes on without where it may not: as %s", async ([role, there]) => {
    await onStage(server, { revisions: line }, async ({ root, history, database, target, values }) => {
      const { key, habit, keyOf } = alembic.guarded;
      const ledgers = [
        { location: target.ledger, key, habit, recorded: history.migrations.map((one) => keyOf(one, [])) },
      ];
      await alembic.writeMigration(history, "guard", migrationSql({ ledgers, tables: "all", eventTriggers: true }));
      const now = await alembic.read(join(root, "db"), root);
      const last = now.migrations.at(-1)?.id ?? "";
      const as = { ...target, connect: () => connect(database, role) };
      expect(await alembic.replay(now, now.migrations, as)).toMatchObject({
        failure: null,
        ran: ["a", "b", "c", last],
      });
      expect(await values("select count(*)::int from pg_event_trigger where evtname like 'holdfast%'")).toEqual([
        there ? 3 : 0,
      ]);
      expect(await alembic.takeBack?.(now, now.migrations.slice(-3), as)).toMatchObject({ failed: true });
    });
  });
});
