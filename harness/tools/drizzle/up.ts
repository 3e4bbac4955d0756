import { readFile } from "node:fs/promises";
import type { Finding } from "../../model/finding.ts";
import { fileAbove } from "../../text/above.ts";
import { count } from "../../text/count.ts";
import { parseJson } from "../../text/json-position.ts";
import { damageOf } from "../files/codes.ts";
import { isObject, start } from "../files/documents.ts";
import { type Named, within } from "../files/migrations.ts";
import type { FolderFiles } from "../tool.ts";
import { journalName } from "./journal.ts";
import { type Source, sourceOf } from "./up-source.ts";

const shown = 8;

/** What a folder of 0.x can expect of `drizzle-kit up` of 1.0, as one note: that it goes through, or why it is refused. */
export async function upgradeNote(files: FolderFiles, label: string, named: readonly Named[]): Promise<Finding> {
  const reasons = await refusals(files, named);
  const at = start(within(label, journalName));
  const note = (message: string, remedy: string): Finding => damageOf("upgrade-1.0", label, message, at, remedy);
  if (reasons.length === 0) {
    return note(
      "nothing in the files keeps `drizzle-kit up` of 1.0 from converting this history",
      "Convert it on a branch, with drizzle-kit and drizzle-orm of 1.0. `holdfast status` says what 1.0 makes of a database's ledger.",
    );
  }
  const more = reasons.length > shown ? `; and ${count(reasons.length - shown, "more reason")}` : "";
  return note(
    `\`drizzle-kit up\` of 1.0 refuses this history: ${reasons.slice(0, shown).join("; ")}${more}`,
    "Mend the journal and the snapshots before the project goes to 1.0: each entry needs its file, a snapshot whose prevId is the id of the one before it, and a `when` in a later second than that one's.",
  );
}

/** Whether the project that a folder belongs to has drizzle-kit 1.0 already. */
export async function hasKit1(folder: string): Promise<boolean> {
  const file = await fileAbove(folder, ["node_modules/drizzle-kit/package.json"]);
  const read = file === null ? null : parseJson(await readFile(file, "utf8").catch(() => ""));
  const version = read !== null && "value" in read && isObject(read.value) ? read.value.version : null;
  return Number.parseInt(String(version), 10) >= 1;
}

/** Why `drizzle-kit up` of 1.0.0-rc.5 converts nothing of a folder, in its own order; empty where it converts all of it. */
async function refusals(files: FolderFiles, named: readonly Named[]): Promise<readonly string[]> {
  const entries = await files.list();
  const sources: Source[] = [];
  const problems: string[] = [];
  // One after the other: all snapshots of a long history at once take much memory.
  for (const one of named) {
    const read = await sourceOf(files, one);
    if ("problem" in read) problems.push(read.problem);
    else sources.push(read);
  }
  const isWhole = problems.length === 0;
  return [
    ...named.flatMap(({ tag }) => withoutSql(tag, entries)),
    ...new Set(problems),
    // What follows a snapshot that is not there may be sound once that is restored.
    ...(isWhole ? [...lostParents(sources), ...secondRoots(sources)] : []),
    ...wrongOrder(sources),
    ...foldersTaken(sources, new Set(entries.map(({ name }) => name))),
    ...differentTwins(sources),
  ];
}

/** It takes a file of the same number where there is no other. */
function withoutSql(tag: string, entries: Awaited<ReturnType<FolderFiles["list"]>>): readonly string[] {
  const names = entries.map(({ name }) => name);
  if (names.includes(`${tag}.sql`)) return [];
  const alike = names.filter((name) => name.startsWith(`${tag.split("_")[0]}_`) && /^[^/]+\.sql$/.test(name));
  return alike.length === 1 ? [] : [`${tag} has no SQL file`];
}

function lostParents(sources: readonly Source[]): readonly string[] {
  const known = new Set(sources.map(({ id }) => id));
  return sources.flatMap(({ tag, parents }) =>
    parents
      .filter((parent) => !known.has(parent))
      .map((parent) => `${tag} follows the snapshot ${parent}, which no entry of the journal has`),
  );
}

function secondRoots(sources: readonly Source[]): readonly string[] {
  const [first, ...others] = sources.filter(({ parents }) => parents.length === 0);
  return others.map(({ tag }) => `${tag} follows nothing, as ${first?.tag} does`);
}

/** Names of folders decide what runs first. */
function wrongOrder(sources: readonly Source[]): readonly string[] {
  const byId = new Map(sources.map((one) => [one.id, one]));
  return sources.flatMap((one) =>
    one.parents.flatMap((id) => {
      const parent = byId.get(id);
      if (parent === undefined || sortsAfter(one.folder, parent.folder)) return [];
      if (parent === one) return [`${one.tag} follows itself`];
      const isEarlier = one.second !== parent.second;
      const why = isEarlier ? "its `when` is earlier" : "both are of the same second";
      return [`${one.tag} would sort before ${parent.tag}, which it follows: ${why}`];
    }),
  );
}

function sortsAfter(folder: string, other: string): boolean {
  return folder > other && folder.localeCompare(other) > 0;
}

/** Folders that are there, or that two entries would become; and entries of one file, which it moves only once. */
function foldersTaken(sources: readonly Source[], there: ReadonlySet<string>): readonly string[] {
  return sources.flatMap((one, place) => {
    if (there.has(one.folder)) return [`there is a folder ${one.folder} already`];
    const earlier = sources.slice(0, place);
    if (earlier.some(({ tag }) => tag === one.tag)) return [`${one.tag} stands twice in the journal`];
    const same = earlier.find(({ folder }) => folder === one.folder);
    return same === undefined ? [] : [`${same.tag} and ${one.tag} would become the same folder`];
  });
}

/** Snapshots of one id that are not the same. */
function differentTwins(sources: readonly Source[]): readonly string[] {
  const first = new Map<string, Source>();
  return sources.flatMap((one) => {
    const twin = first.get(one.id);
    if (twin === undefined) first.set(one.id, one);
    if (twin === undefined || twin.content === one.content) return [];
    return [`the snapshots of ${twin.tag} and ${one.tag} have the same id, and are not the same`];
  });
}
