import type { Finding } from "../../model/finding.ts";
import { firstOf } from "../../text/count.ts";
import { damageOf } from "../files/codes.ts";
import { start } from "../files/documents.ts";
import { type FoundMigration, readMigration, within } from "../files/migrations.ts";
import { type CutMigration, cutMigrations, nameDamage, syntaxDamage, unreadDamage } from "../files/statements.ts";
import { contentDamage } from "../files/texts.ts";
import type { FolderEntry, FolderFiles } from "../tool.ts";
import { besideOthers } from "./alone.ts";
import { type Numbered, numberedIn, strayDowns } from "./layout.ts";
import { writtenForPsql } from "./psql.ts";

/** All that the numbered files of a folder say. */
export interface Survey {
  readonly numbered: readonly Numbered[];
  /** Those whose files could be read, in the order in which they run. */
  readonly migrations: readonly FoundMigration[];
  readonly findings: readonly Finding[];
  /** Those of them that keep the folder from running. */
  readonly refusals: readonly Finding[];
}

/** Reads the numbered files of a folder, and says what is wrong with them. */
export async function survey(files: FolderFiles, folder: string, label: string): Promise<Survey> {
  const entries = await files.list();
  const numbered = numberedIn(entries);
  const read = await Promise.all(
    numbered.map(({ id, name, number }) =>
      readMigration(files, folder, label, { tag: id, name, when: number, namedAt: start(within(label, name)) }),
    ),
  );
  const migrations = read.filter((one) => "sql" in one);
  const refusals = [...none(numbered, label), ...read.filter((one) => "code" in one), ...sameNumbers(numbered, label)];
  const cut = await cutMigrations(migrations, []);
  const syntax = (await Promise.all(cut.map(({ migration }) => syntaxOf(migration)))).flat();
  const alone = (await Promise.all(cut.map(besideOthers))).flat();
  const names = (await Promise.all(cut.map(nameDamage))).flat();
  const contents = (await Promise.all(migrations.map(contentDamage))).flat();
  const findings = [
    ...refusals,
    ...passedOver(entries, label),
    ...strays(entries, label),
    ...gaps(numbered, label),
    ...contents,
    ...unreadDamage(migrations),
    ...syntax,
    ...alone,
    ...names,
  ];
  return { numbered, migrations, findings, refusals };
}

/** What the parser refuses of a file, which is one text. */
export async function syntaxOf(migration: FoundMigration): Promise<readonly Finding[]> {
  const found = await syntaxDamage(wholly(migration));
  const script = found.length === 0 ? null : writtenForPsql(migration);
  return script === null ? found : [script];
}

/** Files that look like migrations, and that nobody who reads the folder takes for any. */
function passedOver(entries: readonly FolderEntry[], label: string): readonly Finding[] {
  const why = (name: string): string | null => {
    const [, below, ending] = /^(.*\/)?\d{1,15}[_.-][^/]*(\.sql)$/i.exec(name) ?? [];
    if (ending === undefined || /\.down\.sql$/.test(name)) return null;
    return below === undefined ? (ending === ".sql" ? null : `it ends with ${ending}`) : `it stands in ${below}`;
  };
  return entries.flatMap(({ name, kind }) => {
    const reason = kind === "file" ? why(name) : null;
    if (reason === null) return [];
    const message = `${name} is not taken for a migration: ${reason}, and only .sql files of the folder itself are`;
    const remedy = "Rename or move it if databases are to run it; if they are not, take the number off.";
    return damageOf("file-without-entry", name, message, start(within(label, name)), remedy, "warning");
  });
}

/** Files that take back what is not there. */
function strays(entries: readonly FolderEntry[], label: string): readonly Finding[] {
  return strayDowns(entries).map((name) => {
    const message = `${name} is never run: there is no migration of that name which it would take back`;
    const remedy = "Name it as its migration, with .down.sql in place of .sql or .up.sql; or delete it.";
    return damageOf("file-without-entry", name, message, start(within(label, name)), remedy, "warning");
  });
}

/** One text for the server, wherever Drizzle would cut it. */
function wholly(migration: FoundMigration): CutMigration {
  return { migration, parts: [{ text: migration.sql, offset: 0, parses: false, statements: [], starts: [] }] };
}

function none(numbered: readonly Numbered[], label: string): readonly Finding[] {
  if (numbered.length > 0) return [];
  const remedy = "Give the folder that holds them: 001_users.sql, 002_orders.sql, ….";
  return [
    damageOf("no-migrations", label, `${label} holds no file whose name begins with a number`, start(label), remedy),
  ];
}

/** A ledger that holds numbers cannot hold two of one. */
function sameNumbers(numbered: readonly Numbered[], label: string): readonly Finding[] {
  return numbered.flatMap((one, place) => {
    const before = numbered[place - 1];
    if (before?.number !== one.number) return [];
    const message = `${one.id} has the number of ${before.id}: the ledger knows migrations by their numbers, and takes both for one`;
    const remedy = "Give the later one a number of its own, above all others.";
    return damageOf("duplicate-prefix", one.id, message, start(within(label, one.name)), remedy, "error");
  });
}

/** Numbers that count, and leave some out: files that were lost, or that another branch still holds. */
function gaps(numbered: readonly Numbered[], label: string): readonly Finding[] {
  const missing = numbered.flatMap(({ number, digits }, place) => {
    const before = numbered[place - 1];
    const first = (before?.number ?? number) + 1;
    // Numbers that are times leave out nearly all.
    return before === undefined || digits.length > 6 ? [] : numbersBetween(first, number, digits.length);
  });
  const [first] = missing;
  if (first === undefined) return [];
  const message = `no file has the number${missing.length > 1 ? "s" : ""} ${firstOf(missing, most)}: a database may have run one that had it`;
  const remedy = "Restore the files if databases have run them; nothing is to be done if there never were any.";
  return [damageOf("number-missing", label, message, start(label), remedy)];
}

const most = 20;

function numbersBetween(from: number, end: number, width: number): readonly string[] {
  return Array.from({ length: Math.max(0, end - from) }, (_, place) => String(from + place).padStart(width, "0"));
}
