import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Finding, Severity } from "../../model/finding.ts";
import type { Migration } from "../../model/history.ts";

/** Damage of a history that does not keep it from running on an empty database. */
export async function damage(folder: string, label: string, migrations: readonly Migration[]): Promise<Finding[]> {
  return [
    ...order(migrations),
    ...duplicates(migrations),
    ...encoding(label, migrations),
    ...(await withoutEntry(folder, label, migrations)),
    ...(await headSnapshot(folder, label, migrations)),
    ...(await ownRunner(folder, label)),
  ];
}

function finding(code: string, severity: Severity, object: string, message: string, remedy: string): Finding {
  return { code: `history/${code}`, severity, object, message, remedy };
}

function order(migrations: readonly Migration[]): Finding[] {
  const found: Finding[] = [];
  let latest: Migration | undefined;
  for (const migration of migrations) {
    if (latest !== undefined && migration.when <= latest.when) {
      const message =
        `${migration.id} is not later than ${latest.id}, which stands before it (\`when\` ${migration.when} and ${latest.when}): ` +
        "a database that already has the other one skips it in silence";
      found.push(
        finding(
          "order",
          "warning",
          migration.id,
          message,
          `Raise its \`when\` in the journal above ${latest.when} if no database has run it yet.`,
        ),
      );
    } else latest = migration;
  }
  return found;
}

function duplicates(migrations: readonly Migration[]): Finding[] {
  return migrations.flatMap(({ id }, index) => {
    if (migrations.findIndex((other) => other.id === id) === index) return [];
    const message = `the journal names ${id} more than once: its file runs each time`;
    return finding("duplicate-tag", "warning", id, message, "Remove the entry that is too many.");
  });
}

function encoding(label: string, migrations: readonly Migration[]): Finding[] {
  const found: Finding[] = [];
  const crlf = migrations.filter(({ sql }) => sql.includes("\r\n"));
  if (crlf[0] !== undefined) {
    const message = `${crlf.length} of ${migrations.length} files end their lines with CRLF (first: ${crlf[0].file}): their hashes differ from those of a checkout with LF`;
    found.push(
      finding(
        "crlf",
        "note",
        label,
        message,
        "Put `*.sql text eol=lf` into .gitattributes before the next migration is deployed.",
      ),
    );
  }
  for (const { id, file, sql } of migrations) {
    if (sql.startsWith("\uFEFF")) {
      found.push(
        finding(
          "byte-order-mark",
          "warning",
          id,
          `${file} begins with a byte order mark, which PostgreSQL refuses`,
          "Save the file as UTF-8 without a byte order mark.",
        ),
      );
    }
    if (sql.includes("\uFFFD")) {
      found.push(
        finding(
          "encoding",
          "warning",
          id,
          `${file} is not clean UTF-8: what cannot be read runs as U+FFFD`,
          "Save the file as UTF-8.",
        ),
      );
    }
  }
  return found;
}

async function withoutEntry(folder: string, label: string, migrations: readonly Migration[]): Promise<Finding[]> {
  const named = new Set(migrations.map(({ id }) => `${id}.sql`));
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sql") && !named.has(name)).sort();
  return files.map((name) =>
    finding(
      "file-without-entry",
      "note",
      `${label}/${name}`,
      "the journal does not name this file: Drizzle never runs it",
      "Add its entry to the journal, or remove the file.",
    ),
  );
}

async function headSnapshot(folder: string, label: string, migrations: readonly Migration[]): Promise<Finding[]> {
  const head = migrations.at(-1)?.id ?? "";
  const name = `meta/${head.split("_")[0]}_snapshot.json`;
  const text = await readFile(join(folder, name), "utf8").catch(() => null);
  if (text !== null && isJson(text)) return [];
  const message = `${label}/${name}, the snapshot of the last migration, ${text === null ? "is missing" : "is not JSON"}: \`drizzle-kit generate\` compares with an older one and writes changes twice`;
  return [
    finding(
      "snapshot-missing",
      "note",
      head,
      message,
      "Restore the snapshot; write migrations by hand only with `drizzle-kit generate --custom`.",
    ),
  ];
}

/** A script that migrates, but not through drizzle-kit, may not run what drizzle-orm's migrator runs. */
async function ownRunner(folder: string, label: string): Promise<Finding[]> {
  const scripts = Object.entries(await scriptsAbove(folder));
  const names = scripts.map(([name]) => name);
  const own = scripts.filter(([name, command]) => {
    const runsAnother = names.some((other) => other !== name && command.split(/\s+/).includes(other));
    return /migrat/i.test(name) && typeof command === "string" && !/drizzle-kit|holdfast/.test(command) && !runsAnother;
  });
  // Only the name: the command may hold a password.
  return own.map(([name]) =>
    finding(
      "own-runner",
      "note",
      label,
      `package.json migrates with its own script "${name}"; holdfast replays with drizzle-orm's migrator`,
      "Check that the script does the same: one transaction for all pending migrations, chosen by their `when`.",
    ),
  );
}

async function scriptsAbove(folder: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => null);
  if (text === null) return dirname(folder) === folder ? {} : scriptsAbove(dirname(folder));
  const content: unknown = isJson(text) ? JSON.parse(text) : null;
  const scripts = typeof content === "object" && content !== null && "scripts" in content ? content.scripts : null;
  if (typeof scripts !== "object" || scripts === null) return {};
  return Object.fromEntries(Object.entries(scripts).filter(([, command]) => typeof command === "string"));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
