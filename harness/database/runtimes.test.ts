import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeRuntimes, noRuntime } from "./runtimes.ts";

const folder = mkdtempSync(join(tmpdir(), "runtimes-"));
const servers: Server[] = [];

async function listen(server: Server, path: string): Promise<void> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(path, resolve));
}

beforeAll(async () => {
  await listen(
    http.createServer((_, response) => response.end("OK")),
    join(folder, "docker.sock"),
  );
  await listen(
    http.createServer((_, response) => response.writeHead(503).end()),
    join(folder, "broken.sock"),
  );
  await listen(createServer(), join(folder, "silent.sock"));
  writeFileSync(join(folder, "file"), "");
});
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

test.for([
  { host: "unix://…/docker.sock", outcome: "answers" },
  { host: "unix://…/broken.sock", outcome: "answered with HTTP status 503" },
  { host: "unix://…/silent.sock", outcome: "no answer within 2 seconds" },
  { host: "unix://…/nothing.sock", outcome: "no such socket" },
  { host: "unix://…/file", outcome: "refused; nothing listens there" },
  { host: "tcp://127.0.0.1:1", outcome: "refused; nothing listens there" },
  { host: "ssh://somewhere", outcome: "not an address that Testcontainers can use" },
  { host: "nonsense", outcome: "not an address that Testcontainers can use" },
])("DOCKER_HOST=$host: $outcome", async ({ host, outcome }) => {
  // A folder of its own in a test's name would make another test of it in each run.
  const address = host.replace("…", folder);
  const [first] = await describeRuntimes({ DOCKER_HOST: address });
  expect(first).toEqual({
    source: "DOCKER_HOST",
    address,
    lookedAt: true,
    outcome,
    answers: outcome === "answers",
  });
});

test("hides credentials in an address", async () => {
  const probes = await describeRuntimes({ DOCKER_HOST: "tcp://user:canary@127.0.0.1:1" });
  expect(JSON.stringify(probes)).not.toContain("canary");
});

test("asks the current docker context, and tells how to use it", async () => {
  const hash = createHash("sha256").update("colima").digest("hex");
  mkdirSync(join(folder, "contexts", "meta", hash), { recursive: true });
  const meta = { Endpoints: { docker: { Host: `unix://${folder}/docker.sock` } } };
  writeFileSync(join(folder, "contexts", "meta", hash, "meta.json"), JSON.stringify(meta));
  writeFileSync(join(folder, "config.json"), JSON.stringify({ currentContext: "colima" }));
  const [context] = await describeRuntimes({ DOCKER_CONFIG: folder });
  expect(context).toMatchObject({ source: "docker context colima", answers: true, lookedAt: false });
  const error = noRuntime(context === undefined ? [] : [context]);
  expect(error.remedy).toBe(
    `Set DOCKER_HOST=unix://${folder}/docker.sock, where a runtime answers; or use --provider embedded.`,
  );
});

test("a broken docker context is named, not hidden", async () => {
  const [context] = await describeRuntimes({ DOCKER_CONFIG: folder, DOCKER_CONTEXT: "gone" });
  expect(context).toMatchObject({ source: "docker context gone", answers: false });
});

test("says what was tried, why each failed, and what to do", async () => {
  const [host] = await describeRuntimes({ DOCKER_HOST: `unix://${folder}/nothing.sock` });
  expect(noRuntime(host === undefined ? [] : [host])).toMatchObject({
    kind: "environment",
    code: "environment/no-container-runtime",
    tried: [`DOCKER_HOST (unix://${folder}/nothing.sock): no such socket`],
    remedy: "Start Docker or Podman, or set DOCKER_HOST to where it listens; or use --provider embedded.",
  });
});

test("a DOCKER_HOST that is dead hides no runtime at the usual place", () => {
  const host = {
    source: "DOCKER_HOST",
    address: "tcp://127.0.0.1:9",
    lookedAt: true,
    answers: false,
    outcome: "refused",
  };
  const usual = { ...host, source: "usual socket", address: "unix:///var/run/docker.sock", answers: true };
  expect(noRuntime([host, usual]).remedy).toBe(
    "Unset DOCKER_HOST, for a runtime answers at unix:///var/run/docker.sock; or use --provider embedded.",
  );
  expect(noRuntime([host]).remedy).toMatch(/^Start Docker/);
});
