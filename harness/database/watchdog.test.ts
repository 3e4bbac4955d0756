import { readdirSync, readFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { skip } from "./skip.fixture.ts";
import { watch } from "./watchdog.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

const label = "holdfast.run=a-test-of-the-watchdog";

/** What the process has whose command line names the label, by variable. */
function environmentOf(name: string): Readonly<Record<string, string>> | null {
  const read = (pid: string, what: string) => {
    try {
      return readFileSync(`/proc/${pid}/${what}`, "utf8").split("\0");
    } catch {
      return [];
    }
  };
  const pid = readdirSync("/proc").find((one) => /^\d+$/.test(one) && read(one, "cmdline").includes(name));
  if (pid === undefined) return null;
  return Object.fromEntries(read(pid, "environ").map((line) => line.split(/=(.*)/s)));
}

test("the process that outlives a run knows the way to the container runtime, and no secret", async (context) => {
  if (process.platform !== "linux") skip(context, "only Linux tells the environment of a process");
  vi.stubEnv("DATABASE_URL", "postgres://app:canary@db/app");
  vi.stubEnv("DOCKER_AUTH_CONFIG", "canary");
  vi.stubEnv("NODE_OPTIONS", "--no-warnings");
  vi.stubEnv("DOCKER_HOST", "tcp://127.0.0.1:1");
  vi.stubEnv("TESTCONTAINERS_HOST_OVERRIDE", "127.0.0.1");
  const watchdog = watch(label);
  try {
    // It has a command line of its own once it runs.
    await expect.poll(() => environmentOf(label)).not.toBeNull();
    const found = environmentOf(label);
    expect(found).toMatchObject({ DOCKER_HOST: "tcp://127.0.0.1:1", TESTCONTAINERS_HOST_OVERRIDE: "127.0.0.1" });
    expect(found).toHaveProperty("PATH");
    expect(Object.keys(found ?? {})).not.toContain("NODE_OPTIONS");
    expect(JSON.stringify(found)).not.toContain("canary");
  } finally {
    watchdog.release();
  }
});
