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
  const servers = new Map<string, Promise<Server>>();
  const lend = async (worker: string): Promise<SharedServer> => {
    const starting = servers.get(worker) ?? startServer({ provider: testProvider, keep: false, say: () => undefined });
    servers.set(worker, starting);
    const server = await starting;
    const owner = await server.createOwner();
    const { database, ...superuser } = (await server.create(owner)).settings("superuser");
    return { provider: server.provider, image: server.image, superuser: { ...superuser, database: "postgres" } };
  };
  const desk = createServer((request, response) => {
    lend(request.url ?? "").then(
      (server) => response.end(JSON.stringify(server)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  desk.listen(0, "127.0.0.1");
  await once(desk, "listening");
  project.provide("servers", `http://127.0.0.1:${(desk.address() as AddressInfo).port}`);
  return async () => {
    desk.close();
    for (const server of servers.values()) await (await server).stop();
  };
}
