import { expect, test } from "vitest";
import { lookAtServers } from "./servers.ts";

test("what only another provider would need is a warning, also where the one that is named cannot start", async () => {
  const wish = { provider: "testcontainers", image: "127.0.0.1:1/none:1", say: () => undefined } as const;
  const { looked, provider } = await lookAtServers(wish);
  expect(provider).toBeNull();
  const amiss = looked.filter(({ state }) => state === "warning" || state === "problem");
  expect(amiss.map(({ item, state }) => [item === "embedded-server" ? item : "containers", state])).toEqual([
    ["containers", "problem"],
    ["embedded-server", "warning"],
  ]);
});
