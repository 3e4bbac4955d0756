import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { devNull } from "node:os";
import { join } from "node:path";
import type { ConnectionSettings } from "../model/database.ts";
import { thisProcess } from "./owner.ts";
import { dataPlace } from "./places.ts";
import type { Shell } from "./provider.ts";

const missing = 127;
/** What a program says is kept; a restore that is refused throughout says much. */
const mostOutput = 64 * 1024 * 1024;

/** In words of libpq, what `pg` was told. @param root Where the certificate stands that is to be trusted. */
function encryptionOf(ssl: ConnectionSettings["ssl"], root: string): Readonly<Record<string, string>> {
  if (ssl === undefined) return { PGSSLMODE: "disable" };
  if (!ssl.rejectUnauthorized) return { PGSSLMODE: "require" };
  if (ssl.ca === undefined) return { PGSSLMODE: "verify-full", PGSSLROOTCERT: "system" };
  return { PGSSLMODE: ssl.checkServerIdentity === undefined ? "verify-full" : "verify-ca", PGSSLROOTCERT: root };
}

/** The shell of this machine, whose programs reach a server as `pg` does, and take nothing from the caller's PG variables. */
export function thisMachine({ host, port, ssl }: ConnectionSettings): Shell {
  return {
    where: "on this machine",
    run: (program, options, environment) =>
      new Promise((resolve) => {
        const env = { PATH: process.env.PATH, ...environment };
        execFile(program, options, { env, maxBuffer: mostOutput }, (error, stdout, stderr) => {
          const code = error === null ? 0 : typeof error.code === "number" ? error.code : missing;
          resolve({ code, output: `${stdout}${stderr}` });
        });
      }),
    async room() {
      const folder = join(dataPlace(), `holdfast-dump-${thisProcess()}-${randomBytes(4).toString("hex")}`);
      await mkdir(folder, { mode: 0o700 });
      const [file, root] = [join(folder, "dump"), join(folder, "root.crt")];
      if (ssl?.ca !== undefined) await writeFile(root, ssl.ca);
      return {
        file,
        reach: {
          PGHOST: host,
          PGPORT: String(port),
          PGPASSFILE: devNull,
          PGGSSENCMODE: "disable",
          ...encryptionOf(ssl, root),
        },
        size: async () => (await stat(file)).size,
        remove: () => rm(folder, { recursive: true, force: true }),
      };
    },
  };
}
