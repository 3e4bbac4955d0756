import { chownSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { HarnessError } from "../model/error.ts";
import { literal } from "../sql/quote.ts";
import type { Binaries } from "./binaries.ts";
import { initdbOptions, plainStretch, serverArguments, superuser } from "./parameters.ts";
import { untilReady } from "./ready.ts";
import type { Supervisor, User } from "./supervisor.ts";

const step = "start the embedded PostgreSQL";

/** With what initdb makes a data folder, but for the superuser's password. */
export const dataOptions: readonly string[] = [...initdbOptions, "--auth=scram-sha-256", `--username=${superuser}`];

/** Where embedded servers listen. */
export const host = "127.0.0.1";

/** A port of the loopback that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

function lastLines(folder: string): string[] {
  try {
    return readFileSync(join(folder, "log"), "utf8").trimEnd().split("\n").slice(-10);
  } catch {
    return ["it left no log"];
  }
}

function refused(what: string, folder: string): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: "environment/embedded-postgres-failed",
    step,
    message: what,
    tried: lastLines(folder),
    remedy:
      "See the server's words above: no disk space, no shared memory, or a folder that nobody may enter (set TMPDIR).",
  });
}

/** Makes the data folder `data` in a folder. @throws {HarnessError} Kind "environment", with the words of initdb. */
export async function initialise(
  binaries: Binaries,
  folder: string,
  password: string,
  supervisor: Supervisor,
  user: User | null,
) {
  const file = join(folder, "password");
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  if (user !== null) chownSync(file, user.uid, user.gid);
  mkdirSync(join(folder, "data"), { mode: 0o700 });
  if (user !== null) chownSync(join(folder, "data"), user.uid, user.gid);
  const places = [`--pwfile=${file}`, "-D", join(folder, "data")];
  const end = await supervisor.run(binaries.program("initdb"), [...dataOptions, ...places]);
  if (end !== "exit 0") throw refused(`initdb ended with ${end}`, folder);
  rmSync(file);
}

/**
 * Starts the server on a free port. Nobody can keep a port free for another program, so a port that somebody took in
 * between is no failure: the next one is tried.
 *
 * @param password The superuser's: that of the data folder, and the one that it is to have.
 * @param pick Gives a port that is free now.
 * @returns The port, on which the server lets us in.
 * @throws {HarnessError} Kind "environment", with the end of the server's log.
 */
export async function launch(
  binaries: Binaries,
  folder: string,
  password: { readonly first: string; readonly own: string },
  supervisor: Supervisor,
  pick: () => Promise<number> = freePort,
): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const port = await pick();
    const places = ["-D", join(folder, "data"), "-p", String(port), "-c", `listen_addresses=${host}`];
    let end: string | null = null;
    const options = [...serverArguments(), "-c", "unix_socket_directories="];
    void supervisor.run(binaries.program("postgres"), [...places, ...options]).then((how) => {
      end = how;
    });
    const settings = { host, port, user: superuser, password: password.first, database: "postgres" };
    const client = await untilReady(settings, async () => end, 60);
    if (typeof client !== "string") {
      await client.query(`${plainStretch}; ALTER ROLE ${superuser} PASSWORD ${literal(password.own)}`);
      await client.end();
      return port;
    }
    const taken = lastLines(folder).some((line) => line.includes("could not bind"));
    if (!taken || attempt === 10) throw refused(`the server ended with ${client} before it was ready`, folder);
  }
}
