import { chmodSync, existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Server } from "../model/database.ts";
import { host, initialise, launch } from "./launch.ts";
import { serverOn } from "./server.ts";
import { supervise } from "./supervisor.ts";

const packages = "/usr/lib/postgresql";

/** The newest PostgreSQL that this machine has installed whole, as packages of Debian leave it; null where there is none. */
function installed(): string | null {
  const majors = existsSync(packages) ? readdirSync(packages).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = majors.map((major) => join(packages, major));
  const whole = (folder: string) =>
    ["initdb", "postgres", "pg_dump", "pg_restore"].every((name) => existsSync(join(folder, "bin", name)));
  return folders.find(whole) ?? null;
}

/** A server of this machine's own PostgreSQL, to whose version its pg_dump belongs; null where none is installed. */
export async function startInstalled(): Promise<Server | null> {
  const folder = installed();
  if (folder === null) return null;
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : null;
  const home = mkdtempSync(join(tmpdir(), "holdfast-installed-"));
  chmodSync(home, 0o711);
  const supervisor = supervise(home, user);
  const binaries = { folder, version: "", program: (name: string) => join(folder, "bin", name) };
  const password = "not a secret";
  await initialise(binaries, home, password, supervisor, user);
  const port = await launch(binaries, home, { first: password, own: password }, supervisor);
  const superuser = { host, port, user: "postgres", password, database: "postgres" };
  const remove = async () => void (await supervisor.end());
  const running = { image: null, what: "PostgreSQL", superuser, run: null, shell: null, reach: "", remove };
  return serverOn(running, "embedded", { keep: false, say: () => undefined });
}
