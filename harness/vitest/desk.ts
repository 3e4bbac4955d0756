import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import type { ConnectionSettings, ProviderName, Server, SharedServer } from "../model/database.ts";
import { HarnessError, type HarnessErrorParts } from "../model/error.ts";

/** What a server is wanted to be; what is left out may be anything. */
export interface ServerWish {
  readonly provider?: "auto" | ProviderName;
  readonly postgres?: string;
  readonly image?: string;
}

/** Where the processes that run tests ask for servers; all of it is plain data, and none of it a password to a server. */
export interface DeskAddress {
  readonly port: number;
  /** Random, of this desk: on this machine's loopback, anybody may knock. */
  readonly token: string;
  /** What the servers are like. */
  readonly wish: ServerWish;
  /** A failing test keeps its databases. */
  readonly keep: boolean;
}

/** A database that clones are made of, as other processes need it. */
export interface Template {
  /** Of its server. */
  readonly place: string;
  readonly name: string;
  readonly token: string;
  readonly owner: ConnectionSettings;
}

export interface Question {
  /** "server": the one of this place, started where nobody asked before; "keep": it is to stay; "template": what was put there. */
  readonly ask: "server" | "keep" | "template";
  /** Who asks: the number of a worker, and what for. */
  readonly place: string;
  /** Puts it there. */
  readonly template?: Template;
}

export type Answer =
  | { readonly server: SharedServer }
  | { readonly template: Template | null }
  | { readonly error: HarnessErrorParts };

export interface Desk {
  readonly address: Pick<DeskAddress, "port" | "token">;
  /** Ends all servers but those that are to stay. */
  close(): Promise<void>;
}

/** Lends servers to other processes of this machine, one for each place that they ask for. */
export async function openDesk(start: () => Promise<Server>): Promise<Desk> {
  const token = randomBytes(16).toString("hex");
  const servers = new Map<string, Promise<Server>>();
  const templates = new Map<string, Template>();
  const kept = new Set<string>();

  async function answer({ ask, place, template }: Question): Promise<Answer> {
    if (ask === "template") {
      if (template !== undefined) templates.set(place, template);
      return { template: templates.get(place) ?? null };
    }
    const server = servers.get(place) ?? start();
    servers.set(place, server);
    if (ask === "keep") kept.add(place);
    return { server: (await server).share() };
  }

  const desk = createServer((socket) => {
    socket.on("error", () => undefined);
    void readLine(socket).then(async (line) => {
      const asked = questionIn(line, token);
      if (asked === null) return socket.destroy();
      return socket.end(`${JSON.stringify(await answer(asked).catch(told))}\n`);
    });
  });
  desk.listen(0, "127.0.0.1");
  await once(desk, "listening");
  const { port } = desk.address() as AddressInfo;
  return {
    address: { port, token },
    async close() {
      desk.close();
      for (const [place, starting] of servers) {
        // What could not be started was said to who asked.
        const server = await starting.catch(() => null);
        await (kept.has(place) ? server?.stop() : server?.remove());
      }
    },
  };
}

/** The first line that arrives; empty where none does. */
export async function readLine(socket: Socket): Promise<string> {
  for await (const line of createInterface({ input: socket })) return line;
  return "";
}

function questionIn(line: string, token: string): Question | null {
  try {
    const { token: given, ...question }: Question & { readonly token: unknown } = JSON.parse(line);
    return given === token ? question : null;
  } catch {
    return null;
  }
}

function told(error: unknown): Answer {
  if (error instanceof HarnessError) {
    const { kind, code, step, message, tried, remedy } = error;
    return { error: { kind, code, step, message, tried, remedy } };
  }
  const message = error instanceof Error ? error.message : String(error);
  const remedy = "See what the global set-up printed.";
  return { error: { kind: "environment", code: "environment/no-server", step: "start PostgreSQL", message, remedy } };
}
