import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import { hasAlembic } from "../../tools/alembic/alembic.fixture.ts";
import { onStage } from "../../tools/alembic/stage.fixture.ts";
import { urlOf } from "../live/site.fixture.ts";
import { installGuard } from "./install.ts";
import { permitGuard } from "./permit.ts";
import { verifyGuard } from "./verify.ts";

let server: Server;
beforeAll(async () => {
  if (hasAlembic) server = await testServer();
});
afterAll(() => server?.stop());

const revisions = {
  a: {
    up: 'op.create_table("people", sa.Column("id", sa.Integer), sa.Column("name", sa.Text), sa.Column("age", sa.Integer))',
  },
  b: { follows: "a", up: 'op.drop_column("people", "age")' },
  c: { follows: "b", up: 'op.drop_column("people", "name")' },
};

test.skipIf(!hasAlembic)("a guard knows what Alembic no longer records, and a permit is used by the upgrade", () =>
  onStage(server, { revisions }, async ({ root, database, history, run, values }) => {
    await run(2);
    const options = { folder: "db", cwd: root, url: urlOf(database, "superuser"), confirm: database.name };
    const installed = await installGuard(options);
    expect([installed.verdict, installed.findings]).toEqual(["installed", []]);
    expect(installed.asked.ledgers.map(({ habit, recorded }) => [habit, recorded])).toEqual([["moves", ["a", "b"]]]);
    expect((await verifyGuard(options)).verdict).toBe("closed");
    expect((await run()).failure?.failure.sqlstate).toBe("HF001");

    const approve = [{ object: "public.people.name", reason: "moved", owner: "@team", expires: "2999-01-31" }];
    const approvals = { migration: "c", sha256: history.migrations.at(-1)?.sha256, approve };
    await mkdir(join(root, "holdfast"));
    await writeFile(join(root, "holdfast/c.json"), JSON.stringify(approvals));
    expect((await permitGuard({ ...options, migration: "c" })).verdict).toBe("granted");
    expect((await run()).failure).toBeNull();
    const { guard } = await verifyGuard(options);
    expect(guard.permits.map(({ ledgerKey, used }) => [ledgerKey, used !== null])).toEqual([["c", true]]);
    expect(
      await values(
        "select attname from pg_attribute where attrelid = 'people'::regclass and attnum > 0 and not attisdropped",
      ),
    ).toEqual(["id"]);
  }),
);
