import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Client } from "pg";
import { getContainerRuntimeClient } from "testcontainers";
import { vi } from "vitest";
import type { Database, Server } from "../model/database.ts";
import { identifier } from "../sql/quote.ts";
import { connect, withClient } from "./index.ts";

/**
 * Every statement that a database of a test server logs while `work` is done, by whichever session: what a person would
 * see who set log_statement to all. Only sessions that begin meanwhile are logged.
 */
export async function statementsDuring(
  { provider }: Server,
  database: Database,
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  const since = Math.floor(Date.now() / 1000) - 1;
  const mark = randomBytes(8).toString("hex");
  await withClient(database, "superuser", async (before) => {
    await before.query(`alter database ${identifier(database.name)} set log_statement = 'all'`);
  });
  // A session takes the setting when it begins: one that was used before would not have it.
  const client = await connect(database, "superuser");
  try {
    await client.query(`select 'from here ${mark}'`);
    await work();
    await client.query(`select 'up to here ${mark}'`);
    const end = `up to here ${mark}`;
    const log = await (provider === "embedded"
      ? fileOf(client)
      : containerLog(database.settings("owner").port, since, end));
    return statements(log.slice(log.indexOf(`'from here ${mark}'`), log.indexOf(`select 'up to here ${mark}'`)));
  } finally {
    await client.end();
  }
}

/** What follows "statement:" or "execute <unnamed>:", with the lines below that belong to it. */
function statements(log: string): string[] {
  const lines = log.split("\n").slice(1);
  const found: string[] = [];
  let open = false;
  for (const line of lines) {
    const begun = / LOG: {2}(?:statement|execute [^:]*): (.*)$/.exec(line);
    if (begun !== null) found.push(begun[1] ?? "");
    else if (open && line.startsWith("\t")) found.push(`${found.pop()}\n${line.slice(1)}`);
    open = begun !== null || (open && line.startsWith("\t"));
  }
  return found;
}

/** The server has written before it answers. */
async function fileOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder");
  return readFile(join(dirname(rows[0]?.folder ?? ""), "log"), "utf8");
}

/**
 * Up to a text that is known to come: the runtime passes on what the server writes when it gets to it.
 *
 * @param since in seconds: the log of a server that many tests use is long
 */
async function containerLog(port: number, since: number, end: string): Promise<string> {
  const { container } = await getContainerRuntimeClient();
  const all = await container.list();
  const ours = all.find(({ Ports }) => Ports.some(({ PublicPort }) => PublicPort === port));
  const read = async () => {
    const frames = await container
      .getById(ours?.Id ?? "none")
      .logs({ follow: false, stdout: true, stderr: true, since });
    const log = textOf(frames);
    return log.includes(end) && log;
  };
  return vi.waitUntil(read, { timeout: 30_000, interval: 50 });
}

/** The runtime puts eight bytes before each piece, of which the last four are its length. */
function textOf(frames: Buffer): string {
  const pieces: Buffer[] = [];
  for (let at = 0; at < frames.length; ) {
    const length = frames.readUInt32BE(at + 4);
    pieces.push(frames.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return Buffer.concat(pieces).toString();
}
