import { once } from "node:events";
import { type AddressInfo, createConnection, createServer } from "node:net";
import { beforeAll, expect, test } from "vitest";
import { describeRuntimes } from "../database/index.ts";
import { addressOf } from "../database/lent.fixture.ts";
import { skip } from "../database/skip.fixture.ts";
import { testArguments, testProvider, testServer } from "../database/test-server.fixture.ts";
import type { Report } from "../model/report.ts";
import { type Built, build, once as onlyOnce, projects, type Variables } from "./built.fixture.ts";

let built: Built;

beforeAll(async () => {
  built = await build();
  await built.write(projects);
  return built.remove;
});

/** The report on a candidate that loses a column, without what the place is called and how long it took. */
async function reported(where: readonly string[], env?: Variables) {
  const { code, stdout, stderr } = await built.holdfast(["verify", "unsafe", "--rows", "20", "--json", ...where], env);
  expect(code, stderr).toBe(1);
  const { postgres, milliseconds, ...rest }: Report = JSON.parse(stdout);
  return { postgres, same: JSON.stringify(rest) };
}

const here = onlyOnce(() => reported(testArguments));

test("a server of the user's own gives the same report", async () => {
  const THERE = await addressOf(await testServer());
  const there = await reported(["--server", "env:THERE"], { THERE });
  expect(there.postgres.provider).toBe("server");
  expect(there.same).toBe((await here()).same);
});

test("a container runtime that is reached over the network gives the same report", async (context) => {
  if (testProvider === "embedded") skip(context, "HOLDFAST_PROVIDER is embedded");
  const probe = (await describeRuntimes()).find(({ answers, address }) => answers && address.startsWith("unix://"));
  if (probe === undefined) return skip(context, "no container runtime answers at a socket of this machine");
  const port = await relayTo(probe.address.slice("unix://".length), context.onTestFinished);
  const there = await reported([...testArguments, "--provider", "testcontainers"], {
    DOCKER_HOST: `tcp://127.0.0.1:${port}`,
  });
  expect(there.postgres.provider).toBe("testcontainers");
  expect(there.same).toBe((await here()).same);
});

/** Listens on this machine's loopback, and hands on what is said to a socket. @returns the port */
async function relayTo(socket: string, atEnd: (close: () => void) => void): Promise<number> {
  const relay = createServer((near) => {
    const far = createConnection(socket);
    near.pipe(far).pipe(near);
    // Who is cut off has said what it had to say.
    for (const end of [near, far]) end.on("error", () => undefined);
  });
  relay.listen(0, "127.0.0.1");
  await once(relay, "listening");
  atEnd(() => relay.close());
  return (relay.address() as AddressInfo).port;
}
