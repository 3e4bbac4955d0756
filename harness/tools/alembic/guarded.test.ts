import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "../../database/index.ts";
import { testServer } from "../../database/test-server.fixture.ts";
import { grantPermits, installSql } from "../../guard/index.ts";
import type { Server } from "../../model/database.ts";
import type { GuardWish, Permit } from "../../model/guard.ts";
import { alembic } from "../alembic.ts";
import { env, hasAlembic, type Written } from "./alembic.fixture.ts";
import { inProject } from "./project.ts";
import { runAlembic } from "./run.ts";
import { branches, columns, line, onStage, type Stage } from "./stage.fixture.ts";

let server: Server;
beforeAll(async () => {
  if (hasAlembic) server = await testServer();
});
afterAll(() => server?.stop());

/** The database after the first so many, under a guard that knows them. */
async function guarded(
  revisions: Readonly<Record<string, Written>>,
  count: number,
  use: (stage: Stage) => Promise<void>,
): Promise<void> {
  await onStage(server, { revisions }, async (stage) => {
    await stage.run(count);
    const { key, habit, keyOf } = alembic.guarded;
    const recorded = stage.history.migrations.slice(0, count).map((one) => keyOf(one, []));
    const ledgers = [{ location: stage.target.ledger, key, habit, recorded }];
    const wish: GuardWish = { ledgers, tables: "all", eventTriggers: true };
    await withClient(stage.database, "superuser", (client) => client.query(installSql(wish)));
    await use(stage);
  });
}

const everything = "select to_jsonb(people)::text, version_num from people, alembic_version order by version_num";

async function command({ history, target }: Stage, ...words: readonly string[]): Promise<readonly string[]> {
  const { end, refusals } = await inProject(history, (lent) => runAlembic(lent, words, target));
  expect(end.code === 0).toBe(refusals.length === 0);
  return refusals.map(({ failure }) => `${failure.sqlstate} ${failure.message}`);
}

describe.skipIf(!hasAlembic)("under the guard, Alembic", () => {
  test("goes forward, and never back", async () => {
    const d = { follows: "c", up: 'op.execute("insert into people values (2, null, 2)")', down: "pass" };
    await guarded({ ...line, d }, 2, async (stage) => {
      expect(await stage.run()).toMatchObject({ failure: null, ran: ["c", "d"] });
      const before = await stage.values(everything);
      const back = (id: string): readonly unknown[] => [
        expect.stringMatching(
          new RegExp(`^HF001 the guard refuses to go back to "?${id}"? in the ledger public.alembic_version$`),
        ),
      ];
      // Nothing is dropped: it is the ledger that refuses.
      expect(await command(stage, "downgrade", "-1")).toEqual(back("c"));
      expect(await command(stage, "stamp", "b")).toEqual(back("b"));
      expect(await stage.back(1)).toMatchObject({
        failed: true,
        failure: { migration: "d", failure: { sqlstate: "HF001" } },
      });
      expect(await command(stage, "downgrade", "base")).toEqual(back("c"));
      expect(await stage.values(everything)).toEqual(before);
      expect(await stage.values(columns)).toEqual(["id", "name", "age"]);
    });
  });

  test("goes not back before what stood there when the guard came, nor empties its ledger", async () => {
    await guarded(line, 3, async (stage) => {
      const before = await stage.values(everything);
      expect(await command(stage, "stamp", "a")).toHaveLength(1);
      expect(await command(stage, "stamp", "base")).toHaveLength(1);
      expect(await command(stage, "downgrade", "-1")).toEqual([
        "HF001 the guard refuses to drop column public.people.name",
      ]);
      expect(await command(stage, "downgrade", "base")).toEqual([
        "HF001 the guard refuses to drop column public.people.name",
      ]);
      expect(await stage.values(everything)).toEqual(before);
    });
  });

  test("merges branches, and does not take the merge apart", async () => {
    await guarded(branches, 2, async (stage) => {
      expect(await stage.run(4)).toMatchObject({ failure: null, ran: ["b2", "m"] });
      const before = await stage.values(everything);
      expect(await command(stage, "downgrade", "b1")).toHaveLength(1);
      expect(await stage.values(everything)).toEqual(before);
      expect(await stage.run()).toMatchObject({ failure: null, ran: ["n"] });
    });
  });

  const each = env.replace("context.configure(", "context.configure(transaction_per_migration=True, ");

  test.for([
    ["all revisions", env],
    ["each revision", each],
  ] as const)("drops what a permit lets through, in the transaction of %s", async ([, file]) => {
    const c = { follows: "b", up: 'op.drop_column("people", "name")', down: "pass" };
    await guarded({ ...line, c, d: { follows: "c" } }, 2, async (stage) => {
      await writeFile(join(stage.root, "db/env.py"), file);
      const of = { schema: "public", table: "people", column: "name" };
      expect(await stage.run()).toMatchObject({ failure: { migration: "c", failure: { sqlstate: "HF001", ...of } } });
      expect(await stage.recorded()).toEqual(["a", "b"]);
      await permit(stage);
      expect(await stage.run()).toMatchObject({ failure: null, ran: ["c", "d"] });
      expect(await stage.values(everything)).toEqual(['{"id": 1, "age": null}', "d"]);
    });
  });

  test("does not drop by a permit what is committed before its revision is recorded", async () => {
    const up = 'with op.get_context().autocommit_block():\n    op.drop_column("people", "name")';
    await guarded({ ...line, c: { follows: "b", up } }, 2, async (stage) => {
      const before = await stage.values(everything);
      await permit(stage);
      expect(await stage.run()).toMatchObject({ failure: { migration: "c", failure: { sqlstate: "HF003" } } });
      expect(await stage.values(everything)).toEqual(before);
    });
  });
});

/** Lets revision c drop the name. */
async function permit({ history, database }: Stage): Promise<void> {
  const { id = "", sha256 = "" } = history.migrations.find((one) => one.id === "c") ?? {};
  const given: Permit = {
    action: "drop",
    object: ["public", "people", "name"],
    migration: id,
    sha256,
    ledgerKey: id,
    reason: "agreed",
    owner: "@team",
    expires: "2999-01-01",
  };
  await withClient(database, "superuser", (client) => grantPermits(client, [given]));
}
