import { mkdir, readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { withFiles } from "../tools/drizzle/sample.fixture.ts";
import { removeLeftover } from "./index.ts";
import { foldersLeft } from "./leftovers.ts";
import { thisProcess } from "./owner.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

const alive = thisProcess();
/** The same pid, of a process that started at another time. */
const gone = alive.replace(/[0-9a-f]+$/, "0");
const elsewhere = alive.replace(/^[0-9a-f]{8}/, "00000000");

/** A folder for temporary files with folders of these names, made that many hours ago. */
async function among(names: Readonly<Record<string, number>>, use: (folder: string) => Promise<void>): Promise<void> {
  await withFiles({}, async (folder) => {
    vi.stubEnv("TMPDIR", folder);
    for (const [name, hours] of Object.entries(names)) {
      await mkdir(join(folder, name));
      const then = new Date(Date.now() - hours * 3_600_000);
      await utimes(join(folder, name), then, then);
    }
    await use(folder);
  });
}

const names = {
  [`holdfast-server-${alive}-0a`]: 0,
  [`holdfast-server-${gone}-0b`]: 0,
  [`holdfast-server-${elsewhere}-0c`]: 0,
  [`holdfast-kept-${gone}-0d`]: 0,
  [`holdfast-copy-${gone}-0e`]: 0,
  [`holdfast-dump-${alive}-0f`]: 0,
  "holdfast-stage-fresh": 0.5,
  "holdfast-stage-stale": 2,
  "holdfast-project-fresh": 2,
  "holdfast-project-stale": 25,
  "holdfast-sample-of-others": 100,
  "holdfast-server-": 100,
};

test("what a process that still runs made stays, what others made as well, and what nobody can tell until it is old", async () => {
  await among(names, async (folder) => {
    const found = await foldersLeft(true);
    const told = found.map(({ name, stays }) => [name.slice(folder.length + 1).replace(`-${gone}-`, "-"), stays]);
    expect(Object.fromEntries(told)).toEqual({
      [`holdfast-server-${alive}-0a`]: `process ${process.pid} still runs`,
      "holdfast-server-0b": null,
      [`holdfast-server-${elsewhere}-0c`]: "it was made on another machine",
      "holdfast-kept-0d": null,
      "holdfast-copy-0e": null,
      [`holdfast-dump-${alive}-0f`]: `process ${process.pid} still runs`,
      "holdfast-stage-fresh": "it may be in use",
      "holdfast-stage-stale": null,
      "holdfast-project-fresh": "it may be in use",
      "holdfast-project-stale": null,
    });
    expect((await foldersLeft(false)).filter(({ name }) => name.includes("kept"))).toEqual([]);
  });
});

test("two who clean at once remove the same, and neither fails", async () => {
  await among(names, async (folder) => {
    const refused: (string | null)[] = [];
    const all = async () => {
      for (const leftover of await foldersLeft(true)) refused.push(await removeLeftover(leftover, () => undefined));
    };
    await Promise.all([all(), all()]);
    expect((await readdir(folder)).toSorted()).toEqual(
      Object.keys(names)
        .filter((name) => !name.includes(`${gone}-`) && !name.endsWith("stale"))
        .toSorted(),
    );
    expect(refused.filter((why) => why !== null && !/^process \d+ still runs$|^it /.test(why))).toEqual([]);
  });
});
