import { connect } from "node:net";
import { lease, startServer } from "../database/index.ts";
import type { Server, SharedServer } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import { type Answer, type DeskAddress, type Question, readLine, type ServerWish, type Template } from "./desk.ts";
import { keeps } from "./kept.ts";
import { desk } from "./provided.ts";

/** A server that is to be given back. */
export interface Borrowed {
  readonly server: Server;
  /** Removes what was made on it, or leaves databases there to be looked into. */
  end(keep: boolean): Promise<void>;
}

/** This worker, among those that run at the same time. */
export function worker(): string {
  return process.env.VITEST_POOL_ID ?? "1";
}

/** Borrows the server of this worker for one run; or has one started for it, where none is shared or another one is wanted. */
export async function borrow(wish: ServerWish): Promise<Borrowed> {
  const from = desk();
  if (from === null || !fits(wish, from.wish)) return ownServer(wish);
  const place = worker();
  const turn = await lease(await sharedServer(from, place));
  return {
    server: turn.server,
    async end(keep) {
      if (keep) await keepServer(from, place);
      await turn.end(keep ? "keep" : "remove");
    },
  };
}

/** A server for one borrower alone. */
export async function ownServer(wish: ServerWish): Promise<Borrowed> {
  const server = await startServer({ provider: "auto", ...wish, keep: keeps(), say: () => undefined });
  return { server, end: (keep) => (keep ? server.stop() : server.remove()) };
}

/** A server of that kind is what is wanted, as far as it is said. */
export function fits(wish: ServerWish, kind: ServerWish): boolean {
  const { provider = kind.provider ?? "auto", postgres = kind.postgres, image = kind.image } = wish;
  return provider === (kind.provider ?? "auto") && postgres === kind.postgres && image === kind.image;
}

/** @throws {HarnessError} as starting it does, in the process that was asked to */
export async function sharedServer(from: DeskAddress, place: string): Promise<SharedServer> {
  const answer = await ask(from, { ask: "server", place });
  if ("server" in answer) return answer.server;
  throw gone();
}

/** What was put there for a place, and with `template`, puts it. */
export async function templateAt(from: DeskAddress, place: string, template?: Template): Promise<Template | null> {
  const answer = await ask(from, { ask: "template", place, ...(template === undefined ? {} : { template }) });
  if ("template" in answer) return answer.template;
  throw gone();
}

/** Keeps the server of a place when the run is over. */
export async function keepServer(from: DeskAddress, place: string): Promise<void> {
  await ask(from, { ask: "keep", place });
}

/** By a bare socket: tests stand in for `fetch` and for HTTP, and would answer in the desk's place. */
async function ask({ port, token }: DeskAddress, question: Question): Promise<Answer> {
  const socket = connect(port, "127.0.0.1");
  socket.write(`${JSON.stringify({ token, ...question })}\n`);
  const line = await readLine(socket).catch(() => "");
  socket.destroy();
  if (line === "") throw gone();
  const answer: Answer = JSON.parse(line);
  if ("error" in answer) throw new HarnessError(answer.error);
  return answer;
}

function gone(): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: "environment/no-desk",
    step: "ask for the server of this worker",
    message: "the global set-up of this run does not answer",
    remedy: "Run again; with the same in every run, take holdfast/vitest/setup out of globalSetup and report it.",
  });
}
