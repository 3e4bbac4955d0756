import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findBinaries } from "./binaries.ts";
import { type BinaryPackage, linkLibraries, locate } from "./binary-package.ts";
import { open } from "./connect.ts";
import { makeData } from "./data-folder.ts";
import { startServer } from "./index.ts";
import { freePort, initialise, launch } from "./launch.ts";
import { supervise } from "./supervisor.ts";
import { kill, leftBy, parentOf, startRun } from "./world.fixture.ts";

const quiet = { provider: "embedded", keep: false, say: () => undefined } as const;
const root = process.getuid?.() === 0;
const nobody = root ? { uid: 65534, gid: 65534 } : null;
let folder: string;

/** The package as an installation without install scripts leaves it: no links. */
function unpack(): BinaryPackage {
  const found = locate();
  const links = JSON.parse(readFileSync(join(found.root, "native", "pg-symlinks.json"), "utf8")) as {
    target: string;
  }[];
  cpSync(found.root, join(folder, "package"), { recursive: true, verbatimSymlinks: true });
  for (const { target } of links) rmSync(join(folder, "package", target), { force: true });
  return { ...found, root: join(folder, "package") };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "embedded-"));
  chmodSync(folder, 0o755);
});
afterEach(() => {
  vi.unstubAllEnvs();
  chmodSync(join(folder), 0o755);
  rmSync(folder, { recursive: true });
});

test("makes the links that a blocked install script did not make", async () => {
  const found = unpack();
  const binaries = await findBinaries(null, found);
  expect(binaries.folder).toBe(join(found.root, "native"));
  // Making them again, as a second process may, is no error.
  linkLibraries(found.root);
});

test("runs a private copy where the package can be neither changed nor reached", async () => {
  const found = unpack();
  const temporary = join(folder, "tmp");
  mkdirSync(temporary, { mode: 0o755 });
  vi.stubEnv("TMPDIR", temporary);
  // Root may write anywhere, but its server's user may not enter its private folders.
  chmodSync(root ? found.root : join(found.root, "native", "lib"), root ? 0o700 : 0o555);
  const both = await Promise.all([findBinaries(nobody, found), findBinaries(nobody, found)]);
  expect(new Set(both.map((each) => each.folder)).size).toBe(1);
  expect(both[0].folder).toMatch(new RegExp(`^${temporary}/holdfast-postgres-${found.version}-`));
  chmodSync(join(temporary, both[0].folder.split("/").at(-2) ?? ""), 0o777);
  await expect(findBinaries(nobody, found)).rejects.toMatchObject({ code: "environment/foreign-copy" });
  chmodSync(root ? found.root : join(found.root, "native", "lib"), 0o755);
});

/** The folder that was kept of what initdb made, when temporary files are in `folder`. */
const kept = () => join(folder, readdirSync(folder).find((name) => name.startsWith("holdfast-initdb-")) ?? "none");

test("starts from a copy of what initdb made once, with a password of its own", async () => {
  vi.stubEnv("TMPDIR", folder);
  const passwords: string[] = [];
  for (const _ of [1, 2]) {
    const server = await startServer(quiet);
    passwords.push(String((await server.create(await server.createOwner())).settings("superuser").password));
    await server.stop();
    // Node 22 and later copy folders so.
    chmodSync(join(kept(), "data"), 0o755);
  }
  const { password } = JSON.parse(readFileSync(join(kept(), "notes.json"), "utf8")) as { password: string };
  expect(new Set([...passwords, password]).size).toBe(3);
});

test("copies what is whole and nobody else may write to, and makes the rest anew", { timeout: 240_000 }, async () => {
  vi.stubEnv("TMPDIR", folder);
  const binaries = await findBinaries(nobody);
  /** What initdb gave a new data folder as its own. */
  const identity = async () => {
    const home = mkdtempSync(join(folder, "server-"));
    chmodSync(home, 0o711);
    const supervisor = supervise(home, nobody);
    await makeData(binaries, home, supervisor, nobody);
    const id = readFileSync(join(home, "data/global/pg_control")).subarray(0, 8).toString("hex");
    await supervisor.end();
    return id;
  };
  const damages = {
    nothing: () => undefined,
    "a file is gone": () => rmSync(join(kept(), "data", "PG_VERSION")),
    "a file is empty": () => writeFileSync(join(kept(), "data/base/1/1259"), ""),
    "the notes are gone": () => rmSync(join(kept(), "notes.json")),
    "others may write there": () => chmodSync(kept(), 0o777),
    "a file is in its place": () => {
      const place = kept();
      rmSync(place, { recursive: true });
      writeFileSync(place, "");
    },
  };
  let before = "";
  for (const [what, damage] of Object.entries(damages)) {
    damage();
    const [made, copied] = [await identity(), await identity()];
    expect(made, what).not.toBe(before);
    expect(copied, what).toBe(made);
    before = made;
  }
  if (!root) return;
  chownSync(kept(), 65534, 65534);
  expect(await identity(), "it is somebody else's").not.toBe(before);
  expect(readdirSync(kept()), "it is somebody else's").toContain("notes.json");
});

test("takes another port when somebody took the one that was free", async () => {
  const other = await startServer(quiet);
  const taken = (await other.create(await other.createOwner())).settings("superuser").port;
  const home = join(folder, "server");
  mkdirSync(home, { mode: 0o711 });
  const supervisor = supervise(home, nobody);
  const binaries = await findBinaries(nobody);
  await initialise(binaries, home, "secret", supervisor, nobody);
  const ports = [taken, await freePort()];
  const port = await launch(
    binaries,
    home,
    { first: "secret", own: "secret" },
    supervisor,
    async () => ports.shift() ?? 0,
  );
  expect(port).not.toBe(taken);
  expect(ports).toEqual([]);
  expect(await supervisor.end()).toBe(true);
  await other.stop();
});

test("has one version and no image, and says so", async () => {
  await expect(startServer({ ...quiet, postgres: "9" })).rejects.toMatchObject({
    kind: "input",
    code: "input/version-not-embedded",
    message: expect.stringMatching(/^PostgreSQL 9 was asked for, and the embedded one is \d+\.\d+$/),
  });
  await expect(startServer({ ...quiet, image: "postgres:16" })).rejects.toMatchObject({
    code: "input/image-without-container",
  });
});

test.runIf(process.platform === "linux")(
  "a server whose supervisor was killed too is swept away by the next run",
  async () => {
    // Runs of other tests must not be the next one.
    vi.stubEnv("TMPDIR", folder);
    const run = await startRun("embedded", false);
    const client = await open(run.settings);
    const { rows } = await client.query<{ pid: string }>(
      "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS pid",
    );
    await client.end();
    const postmaster = Number(rows[0]?.pid);
    process.kill(parentOf(postmaster), "SIGKILL");
    await kill(run, "SIGKILL");
    expect(existsSync(`/proc/${postmaster}`)).toBe(true);
    expect(await leftBy(run.pid, "embedded")).not.toEqual([]);
    await (await startServer(quiet)).stop();
    expect(await leftBy(run.pid, "embedded")).toEqual([]);
    await expect.poll(() => existsSync(`/proc/${postmaster}`)).toBe(false);
  },
);
