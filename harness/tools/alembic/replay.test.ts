import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "../../database/index.ts";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import { alembic } from "../alembic.ts";
import { env, hasAlembic } from "./alembic.fixture.ts";
import { branches, columns, line, onStage } from "./stage.fixture.ts";

let server: Server;
beforeAll(async () => {
  if (hasAlembic) server = await testServer();
});
afterAll(() => server?.stop());

describe.skipIf(!hasAlembic)("Alembic's own process", () => {
  test("upgrades, and downgrades by one, by several, and to the base", async () => {
    await onStage(server, { revisions: line }, async ({ run, back, recorded, values }) => {
      const done = { failure: null, notices: [], ran: ["a", "b", "c"], migrator: expect.stringMatching(/^alembic \d/) };
      expect(await run()).toEqual(done);
      expect(await run()).toMatchObject({ failure: null, ran: [] });
      expect(await back(1)).toMatchObject({ failure: null, failed: false, said: "downgrade b" });
      expect(await recorded()).toEqual(["a", "b"]);
      expect(await values(columns)).toEqual(["id", "age"]);
      expect(await back(1)).toMatchObject({ failed: false, said: "there is nothing to take back" });
      expect(await run()).toMatchObject({ failure: null, ran: ["c"] });
      const refused = { migration: "c", sql: expect.stringContaining("DROP COLUMN"), failure: { sqlstate: "42703" } };
      expect(await back(3)).toMatchObject({ failed: true, failure: refused });
      expect(await values("select * from people, alembic_version")).toEqual([1, 1, "c"]);
    });
    await onStage(server, { revisions: { ...line, c: { follows: "b" } } }, async ({ run, back, recorded, values }) => {
      await run();
      expect(await back(3)).toMatchObject({ failure: null, said: "downgrade base" });
      expect(await recorded()).toEqual([]);
      expect(await values("select to_regclass('people') is null, (select count(*)::int from alembic_version)")).toEqual(
        [true, 0],
      );
    });
  });

  test("is refused in one transaction, which takes back what it had recorded", async () => {
    const c = { follows: "b", up: 'op.execute("insert into people values (1, null)")' };
    await onStage(server, { revisions: { ...line, c, d: { follows: "c" } } }, async ({ run, recorded, values }) => {
      await run(1);
      const failure = {
        migration: "c",
        sql: c.up.slice(12, -2),
        failure: { sqlstate: "23505", table: "people", constraint: "people_pkey" },
      };
      expect(await run()).toMatchObject({ failure, ran: ["b"] });
      expect(await recorded()).toEqual(["a"]);
      expect(await values(columns)).toEqual(["id", "name"]);
    });
  });

  test("is refused only at the end of the transaction", async () => {
    const b = {
      follows: "a",
      up: `op.execute("alter table people add boss int references people deferrable initially deferred")
op.execute("insert into people values (2, 'Bo', 3)")`,
    };
    await onStage(server, { revisions: { ...line, b, c: { follows: "b" } } }, async ({ run, recorded }) => {
      expect(await run()).toMatchObject({
        failure: { migration: "c", sql: "commit", failure: { sqlstate: "23503" } },
        ran: ["a", "b", "c"],
      });
      expect(await recorded()).toEqual([]);
    });
  });

  test("leaves what it had recorded where each revision has a transaction of its own", async () => {
    const each = env.replace(
      "context.configure(**options)",
      "context.configure(transaction_per_migration=True, **options)",
    );
    const b = {
      follows: "a",
      up: `with op.get_context().autocommit_block():
    op.execute("create index concurrently people_name on people (name)")`,
    };
    const c = { follows: "b", up: 'op.execute("alter table people add id int")' };
    await onStage(
      server,
      { revisions: { ...line, b, c }, files: { "db/env.py": each } },
      async ({ history, run, recorded }) => {
        const texts = history.migrations.map(({ sql }) => sql.replaceAll(/\s+/g, " ").trim());
        expect(texts.slice(1)).toEqual([
          "COMMIT; create index concurrently people_name on people (name);",
          "alter table people add id int;",
        ]);
        expect(await run()).toMatchObject({
          failure: { migration: "c", failure: { sqlstate: "42701" } },
          ran: ["a", "b"],
        });
        expect(await recorded()).toEqual(["a", "b"]);
      },
    );
  });

  test("refuses a database of a newer release, and says so", async () => {
    await onStage(server, { revisions: line }, async ({ root, history, database, target, run }) => {
      await run();
      await rm(join(root, "db/versions/c_x.py"));
      const older = await alembic.read(join(root, "db"), root);
      const gaveUp = {
        code: "input/alembic-failed",
        message: "alembic upgrade heads gave up: Can't locate revision identified by 'c'",
      };
      await expect(alembic.replay(older, older.migrations, target)).rejects.toMatchObject(gaveUp);
      // The same where the files are there, and only shown in part.
      await expect(alembic.replay(history, older.migrations, target)).rejects.toMatchObject(gaveUp);
      const read = await withClient(database, "owner", (client) => alembic.readLedger(client, target.ledger));
      expect(alembic.predict(older, read)).toMatchObject({
        runs: [],
        refuses: "Can't locate revision identified by 'c'",
      });
      expect(alembic.claims(older, read).map(({ state }) => state)).toEqual(["pending", "pending", "future"]);
    });
  });

  test("takes back what stands on branches, and leaves what stands beside it", async () => {
    await onStage(server, { revisions: branches }, async ({ run, back, recorded, values }) => {
      expect(await run(3)).toMatchObject({ failure: null, ran: ["a", "b1", "b2"] });
      expect(await values("select version_num from alembic_version order by 1")).toEqual(["b1", "b2"]);
      expect(await back(3)).toMatchObject({ failed: false, said: "downgrade b2@a" });
      expect(await recorded()).toEqual(["a", "b1"]);
      expect(await values(columns)).toEqual(["id", "name", "b1"]);
      expect(await run()).toMatchObject({ failure: null, ran: ["b2", "m", "n"] });
      expect(await back(2)).toMatchObject({
        failed: false,
        said: expect.stringMatching(/^downgrade n@m; downgrade m@b1$/),
      });
      expect(await recorded()).toEqual(["a", "b1", "b2"]);
      expect(await values(columns)).toEqual(["id", "name", "b1", "b2"]);
    });
    const { b: _, c: __, ...root } = line;
    await onStage(server, { revisions: { ...root, z: {} } }, async ({ run, back, recorded }) => {
      expect(await run()).toMatchObject({ failure: null, ran: ["a", "z"] });
      expect(await back(1)).toMatchObject({ failed: false, said: "downgrade z@base" });
      expect(await recorded()).toEqual(["a"]);
    });
  });
});
