import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import type { ConnectionSettings, ProviderName, Server } from "../model/database.ts";
import { startServer } from "./index.ts";
import { testProvider } from "./test-provider.fixture.ts";

/** A server that test files use one after the other. */
export interface SharedServer {
  readonly provider: ProviderName;
  readonly image: string | null;
  readonly superuser: ConnectionSettings;
}

declare module "vitest" {
  interface ProvidedContext {
    /** Where test files ask for the server of their worker, by its number: the first one that asks has it started. */
    readonly servers: string;
  }
}

/** Before all tests, in the process that starts them: a server of a worker's outlives its files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const lent = new Map<string, ReturnType<typeof lend>>();
  const desk = createServer(({ url: worker = "" }, response) => {
    const lending = lent.get(worker) ?? lend();
    lent.set(worker, lending);
    lending.then(
      ({ shared }) => response.end(JSON.stringify(shared)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  desk.listen(0, "127.0.0.1");
  await once(desk, "listening");
  project.provide("servers", `http://127.0.0.1:${(desk.address() as AddressInfo).port}`);
  return async () => {
    desk.close();
    for (const lending of lent.values()) await (await lending).server.stop();
  };
}

async function lend(): Promise<{ readonly server: Server; readonly shared: SharedServer }> {
  const server = await startServer({ provider: testProvider, keep: false, say: () => undefined });
  const { provider, image } = server;
  // Only of a database of its own a server tells how it is reached.
  const made = await server.create(await server.createOwner());
  return { server, shared: { provider, image, superuser: { ...made.settings("superuser"), database: "postgres" } } };
}
