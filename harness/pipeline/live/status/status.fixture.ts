import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import type { Server } from "../../../model/database.ts";
import type { StatusReport } from "../../../model/live-report.ts";
import { onSite, type Site, type SiteOptions } from "../site.fixture.ts";

export const day = 86_400_000;
const begin = Date.UTC(2026, 0, 1);

/** Each migration is of the day that its number says. */
type Files = Readonly<Record<string, string>>;

/** Puts another history in the place of the one in the folder. */
async function lay({ root }: Site, files: Files): Promise<void> {
  const entries = Object.keys(files).map((tag, idx) => ({
    idx,
    version: "7",
    when: begin + Number.parseInt(tag, 10) * day,
    tag,
    breakpoints: true,
  }));
  await rm(join(root, "drizzle"), { recursive: true, force: true });
  await write(root, {
    "drizzle/meta/_journal.json": JSON.stringify({ version: "7", dialect: "postgresql", entries }),
    ...Object.fromEntries(Object.entries(files).map(([tag, sql]) => [`drizzle/${tag}.sql`, sql])),
  });
}

export async function write(root: string, files: Files): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
}

/** A database that was deployed with some files, and a folder that has others now. */
export const onDeployed = (
  server: Server,
  deployed: Files,
  now: Files,
  use: (site: Site) => Promise<void>,
  more: SiteOptions = {},
) =>
  onSite(server, { "0000_none": "select 1" }, more, async (site) => {
    await lay(site, deployed);
    expect(await site.migrate()).toBe("ok");
    await lay(site, now);
    await use(site);
  });

export const table = ({ migrations }: StatusReport) =>
  migrations.map(({ migration, rows, ledger, schema, next }) =>
    [migration ?? `row ${rows}`, ledger, schema, next].join(", "),
  );
export const said = ({ findings }: StatusReport) =>
  findings.map(({ severity, code, object }) => `${severity} ${code} ${object}`);
export const saysOf = ({ findings }: StatusReport, code: string) => {
  const found = findings.filter((finding) => finding.code === code);
  return found.map(({ message, remedy }) => `${message} → ${remedy}`).join("\n");
};

export const people = "create table people (id int primary key, name text);";
export const three = {
  "0000_people": people,
  "0001_age": "alter table people add age int;",
  "0002_towns": "create table towns (id int primary key);",
};
