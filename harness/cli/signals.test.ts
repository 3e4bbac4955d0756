import { once } from "node:events";
import { createInterface } from "node:readline";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { testProvider as provider, testArguments } from "../database/test-server.fixture.ts";
import { killServerOf, leftBy, postmasterOf } from "../database/world.fixture.ts";
import type { ProviderName } from "../model/database.ts";
import { type Built, build, folderOf, programs } from "./built.fixture.ts";

let built: Built;

beforeAll(async () => {
  built = await build();
  // The candidate never ends by itself: what ends the run is the signal.
  const migrations = { "0000_people": "create table people (id integer)", "0001_wait": "select pg_sleep(600)" };
  await built.write(folderOf("endless", migrations));
  return built.remove;
});

/** A run in the middle of its candidate. */
async function midway(name: "embedded" | "auto" | "testcontainers") {
  const run = built.start(programs.holdfast, ["verify", "endless", ...testArguments, "--provider", name]);
  const { stderr, pid } = run.process;
  if (stderr === null || pid === undefined) return expect.fail("the run did not start");
  const lines = createInterface({ input: stderr });
  let kind: ProviderName | null = null;
  lines.on("line", (line) => {
    if (line.startsWith("embedded PostgreSQL")) kind = "embedded";
    if (line.startsWith("a container of")) kind = "testcontainers";
    if (line.startsWith("running the candidate")) lines.emit("midway");
  });
  await once(lines, "midway");
  if (kind === null) return expect.fail("the run did not say where it runs");
  const postmaster = postmasterOf(pid);
  expect(await leftBy(pid, kind)).toHaveLength(1);
  expect(postmaster).toEqual(kind === "embedded" ? expect.any(Number) : null);
  return { run, pid, kind, postmaster };
}

function expectNoProcess(pid: number | null): void {
  if (pid !== null) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
}

const names = provider === "auto" ? (["embedded", "auto"] as const) : ([provider] as const);

describe.for(names)("%s", (name) => {
  test.for([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s ends the run with %i and leaves nothing", async ([signal, code]) => {
    const { run, pid, kind, postmaster } = await midway(name);
    run.process.kill(signal);
    expect(await run.ended).toMatchObject({ code, stdout: "" });
    expect(await leftBy(pid, kind)).toEqual([]);
    expectNoProcess(postmaster);
  });

  test("SIGKILL leaves nothing either, once who watches has noticed", async () => {
    const { run, pid, kind, postmaster } = await midway(name);
    run.process.kill("SIGKILL");
    await run.ended;
    await vi.waitFor(async () => expect(await leftBy(pid, kind)).toEqual([]), { timeout: 30_000, interval: 100 });
    expectNoProcess(postmaster);
  });

  test("a server that dies ends the run with 3 and says so", async () => {
    const { run, pid, kind } = await midway(name);
    await killServerOf(pid, kind);
    const ended = await run.ended;
    expect(ended).toMatchObject({ code: 3, stdout: "" });
    expect(ended.stderr).toContain("environment/server-gone");
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    expect(await leftBy(pid, kind)).toEqual([]);
  });
});
