import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { identifier } from "../sql/quote.ts";
import { alembicLedger, drizzleLedger } from "./guard.fixture.ts";
import { installSql } from "./index.ts";
import { type LimitOutcome, limits } from "./limits.ts";
import { type Case, matrix } from "./matrix.fixture.ts";
import { type Role, type Run, roles, type Stage, stageOf } from "./stage.fixture.ts";
import { preparation, world } from "./world.fixture.ts";

type Both = Readonly<Record<"without" | "guarded", Stage>>;

let server: Server;
let stages: Readonly<Record<Role, Both>>;

beforeAll(async () => {
  server = await testServer();
  const other = await server.createOwner();
  const without = await server.create(await server.createOwner());
  await withClient(without, "superuser", async (client) => {
    await client.query(preparation);
    await client.query(`grant usage on foreign server away to ${identifier(without.settings("owner").user)}`);
  });
  await withClient(without, "owner", (client) => client.query(world));
  const guarded = await server.clone(without);
  const ledgers = [drizzleLedger, { ...alembicLedger, recorded: ["v1"] }];
  await withClient(guarded, "superuser", (client) =>
    client.query(installSql({ ledgers, tables: "all", eventTriggers: true })),
  );
  const both = (role: Role): Both => ({
    without: stageOf(server, without, role, other),
    guarded: stageOf(server, guarded, role, other),
  });
  stages = { owner: both("owner"), other: both("other"), superuser: both("superuser") };
});
afterAll(() => server?.stop());

const sqlstates: Readonly<Record<LimitOutcome, string>> = {
  refused: "HF001",
  kept: "HF002",
  "no-right": "42501",
  passes: "ok",
  free: "ok",
};

function limitOf({ limit }: Case) {
  const found = limits.find(({ name }) => name === limit);
  expect(found, limit).toBeDefined();
  return found as NonNullable<typeof found>;
}

/** Without a guard, who may do it does it; and it loses or changes something, or the matrix would show nothing. */
function saidWithout({ said, before, after }: Run, action: Case): string {
  if (said !== "ok") return `${said}${same(before, after) ? "" : ", and something is lost"}`;
  const { owner } = limitOf(action);
  return owner !== "free" && same(before, after) ? "ok, and nothing is lost" : "ok";
}

function expectedWithout(action: Case, role: Role): string {
  const limit = limitOf(action);
  if (role === "other") return sqlstates[action.other ?? limit.other];
  return role === "owner" && limit.owner === "no-right" ? "42501" : "ok";
}

/** What is refused leaves everything equal; what passes does what it does without a guard, and leaves no table bare. */
function saidUnder({ said, before, after }: Run, unguarded: Run | null, role: Role): string {
  const bare = role === "superuser" ? [] : (after?.bare ?? []);
  return [
    said,
    ...(said !== "ok" && !same(before, after) ? ["and something is lost"] : []),
    ...(said === "ok" && unguarded !== null && !same(after?.world, unguarded.after?.world)
      ? ["and not as without"]
      : []),
    ...(bare.length === 0 ? [] : [`and ${bare.join(", ")} are bare`]),
  ].join(", ");
}

function same(one: unknown, another: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(another);
}

test("every line of the limits is shown", () => {
  expect(limits.map(({ name }) => name).filter((name) => !matrix.some(({ limit }) => limit === name))).toEqual([]);
});

describe.for(roles)("as %s", (role) => {
  test.for(limits.map(({ name }) => name))("%s", async (name, { skip }) => {
    const major = Number.parseInt(server.version, 10);
    const actions = matrix.filter(({ limit, since = 0 }) => limit === name && since <= major);
    skip(actions.length === 0, `PostgreSQL ${major} has nothing of it`);
    const { without, guarded } = stages[role];
    const seen: string[] = [];
    const expected: string[] = [];
    for (const action of actions) {
      const sql = action.sql.join("; ");
      const unguarded = action.needsGuard ? null : await without.run(action);
      if (unguarded !== null) {
        expected.push(`without: ${expectedWithout(action, role)}: ${sql}`);
        seen.push(`without: ${saidWithout(unguarded, action)}: ${sql}`);
      }
      const listed = (role === "other" ? action.other : undefined) ?? limitOf(action)[role];
      expected.push(`with: ${sqlstates[listed]}: ${sql}`);
      seen.push(`with: ${saidUnder(await guarded.run(action), unguarded, role)}: ${sql}`);
    }
    expect(seen).toEqual(expected);
  });
  afterAll(async () => {
    await stages?.[role].without.close();
    await stages?.[role].guarded.close();
  });
});
