import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Finding } from "../../model/finding.ts";
import { damageOf } from "../files/codes.ts";
import { isObject, start } from "../files/documents.ts";
import { within } from "../files/migrations.ts";
import type { Layout } from "./engine.ts";
import { journalName } from "./journal.ts";

/** A script that migrates, but not through drizzle-kit, may not run what drizzle-orm's migrator runs. */
export async function ownRunner(folder: string, label: string, layout: Layout): Promise<readonly Finding[]> {
  const scripts = Object.entries(await scriptsAbove(folder));
  const names = scripts.map(([name]) => name);
  const own = scripts.filter(([name, command]) => {
    const runsAnother = names.some((other) => other !== name && command.split(/\s+/).includes(other));
    return /migrat/i.test(name) && typeof command === "string" && !/drizzle-kit|holdfast/.test(command) && !runsAnother;
  });
  // Only the name: the command may hold a password.
  return own.map(([name]) => {
    const message = `package.json migrates with its own script "${name}"; holdfast replays with drizzle-orm's migrator`;
    const remedy = `Check that the script does the same: one transaction for all pending migrations, chosen by their ${layout === "folders" ? "names" : "`when`"}; or let verify run it: name it as \`run\` in holdfast.config.ts.`;
    const at = layout === "folders" ? label : within(label, journalName);
    return damageOf("own-runner", label, message, start(at), remedy);
  });
}

async function scriptsAbove(folder: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => null);
  if (text === null) return dirname(folder) === folder ? {} : scriptsAbove(dirname(folder));
  const content = parsed(text);
  const scripts = isObject(content) && isObject(content.scripts) ? content.scripts : {};
  return Object.fromEntries(
    Object.entries(scripts).flatMap(([name, command]) => (typeof command === "string" ? [[name, command]] : [])),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
