import { stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inspect } from "./inspect.ts";
import { kit, type Packages, packagesOf } from "./kit.fixture.ts";
import { idOf, inFolders, snapshot, sound, withFiles } from "./sample.fixture.ts";

let packages: Packages;

beforeAll(async () => {
  packages = await packagesOf(1);
});
afterAll(() => packages?.remove());

type Files = Readonly<Record<string, string>>;

const history = sound({ "0000_a": "select 1;", "0001_b": "select 2;", "0002_c": "select 3;" });

/** The history with entries of these tags and times, in milliseconds. */
function journal(entries: readonly (readonly [tag: string, when: number])[]): Files {
  const listed = entries.map(([tag, when], idx) => ({ idx, version: "7", when, tag, breakpoints: true }));
  return { "meta/_journal.json": JSON.stringify({ version: "7", dialect: "postgresql", entries: listed }) };
}

function without(...names: readonly string[]): Files {
  return Object.fromEntries(Object.entries(history).filter(([name]) => !names.includes(name)));
}

const third = "meta/0002_snapshot.json";
const lost = "00000000-0000-0000-0000-000000000078";

/** What check says of a folder, by itself and when asked. */
async function noteOf(root: string, upgrade: boolean): Promise<string | null> {
  const { findings } = await inspect({ folder: join(root, "db"), label: "db", base: null, now: Date.now(), upgrade });
  const notes = findings.filter(({ code }) => code === "history/upgrade-1.0");
  expect(notes.length).toBeLessThan(2);
  return notes[0]?.message ?? null;
}

function inDb(files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`db/${name}`, text]));
}

test.for<readonly [what: string, files: Files, reason: string | null]>([
  ["a sound history", history, null],
  ["a branch beside another one", { ...history, [third]: snapshot(2, { prevId: idOf(0) }) }, null],
  [
    "one second, in the order of the names",
    {
      ...history,
      ...journal([
        ["0000_a", 1000],
        ["0001_b", 1001],
        ["0002_c", 1002],
      ]),
    },
    null,
  ],
  [
    "one second, in another order",
    {
      ...sound({ "0000_b": "select 1;", "0001_a": "select 2;" }),
      ...journal([
        ["0000_b", 1000],
        ["0001_a", 1999],
      ]),
    },
    "0001_a would sort before 0000_b, which it follows: both are of the same second",
  ],
  [
    "a time that goes back",
    {
      ...history,
      ...journal([
        ["0000_a", 1000],
        ["0001_b", 5000],
        ["0002_c", 3000],
      ]),
    },
    "0002_c would sort before 0001_b, which it follows: its `when` is earlier",
  ],
  [
    "a parent that is nowhere",
    { ...history, [third]: snapshot(2, { prevId: lost }) },
    `0002_c follows the snapshot ${lost}, which no entry of the journal has`,
  ],
  [
    "a parent that belongs to no entry",
    { ...history, [third]: snapshot(2, { prevId: lost }), "meta/0009_snapshot.json": snapshot(9, { id: lost }) },
    `0002_c follows the snapshot ${lost}, which no entry of the journal has`,
  ],
  ["a snapshot that is gone", without("meta/0001_snapshot.json"), "0001_b has no snapshot (meta/0001_snapshot.json)"],
  [
    "two beginnings",
    { ...history, [third]: snapshot(2, { prevId: idOf(-1) }) },
    "0002_c follows nothing, as 0000_a does",
  ],
  ["a snapshot that is no JSON", { ...history, [third]: "{" }, "meta/0002_snapshot.json is not JSON"],
  [
    "a tag that stands twice",
    {
      ...history,
      ...journal([
        ["0000_a", 1000],
        ["0001_b", 5000],
        ["0001_b", 9000],
      ]),
    },
    "0001_b stands twice in the journal",
  ],
])("%s: what is told is what drizzle-kit up of 1.0 does", ([, files, reason]) =>
  withFiles(inDb(files), async (root) => {
    expect(await noteOf(root, false)).toBeNull();
    const said = await noteOf(root, true);
    expect(said).toBe(
      reason === null
        ? "nothing in the files keeps `drizzle-kit up` of 1.0 from converting this history"
        : `\`drizzle-kit up\` of 1.0 refuses this history: ${reason}`,
    );
    await symlink(packages.folder, join(root, "node_modules"));
    const printed = await kit(root, ["up", "--dialect", "postgresql", "--out", "db"]);
    const isConverted = (await stat(join(root, "db/meta")).catch(() => null)) === null;
    expect(isConverted, printed).toBe(reason === null);
  }),
);

test("a project that has 1.0 already is told without being asked, and one that has converted is not", async () => {
  await withFiles(inDb(history), async (root) => {
    await symlink(packages.folder, join(root, "node_modules"));
    expect(await noteOf(root, false)).toContain("nothing in the files keeps");
  });
  await withFiles(inDb(inFolders({ "20260101000000_a": "select 1;" })), async (root) => {
    expect(await noteOf(root, true)).toBeNull();
  });
});

test("of many reasons the first are told, and how many more there are", () => {
  const tags = Array.from({ length: 12 }, (_, place) => `${String(place).padStart(4, "0")}_x`);
  const files = sound(Object.fromEntries(tags.map((tag) => [tag, "select 1;"])));
  const bare = Object.fromEntries(Object.entries(files).filter(([name]) => !name.endsWith("_snapshot.json")));
  return withFiles(inDb(bare), async (root) => {
    const said = await noteOf(root, true);
    expect(said).toContain("0007_x has no snapshot (meta/0007_snapshot.json); and 4 more reasons");
    expect(said).not.toContain("0008_x");
  });
});
