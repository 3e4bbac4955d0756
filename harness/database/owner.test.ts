import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { ownerPattern, stateOf, thisProcess } from "./owner.ts";

test("tells a running process from one that is gone, from its successor, and from another machine's", () => {
  const [machine, pid, start] = thisProcess().split("-");
  expect(thisProcess()).toMatch(new RegExp(`^${ownerPattern.source}$`));
  expect(stateOf(`${machine}-${pid}-${start}`)).toBe("alive");
  expect(stateOf(`${machine}-${pid}-00000000`)).toBe("gone");
  expect(stateOf(`${machine}-999999999-${start}`)).toBe("gone");
  expect(stateOf(`00000000-${pid}-${start}`)).toBe("elsewhere");
});

test.runIf(process.platform === "linux")("a process that nobody has buried yet is gone", async () => {
  const [machine] = thisProcess().split("-");
  // The shell starts a child, prints its pid, and becomes a program that never asks what became of it.
  const parent = spawn("sh", ["-c", "true & echo $!; exec sleep 600"], { stdio: ["ignore", "pipe", "inherit"] });
  const [pid] = await once(parent.stdout.setEncoding("utf8"), "data");
  await expect.poll(() => stateOf(`${machine}-${String(pid).trim()}-0`)).toBe("gone");
  parent.kill();
});
