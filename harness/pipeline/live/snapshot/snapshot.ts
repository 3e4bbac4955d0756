import { join, relative, resolve } from "node:path";
import { schemaText } from "../../../config/index.ts";
import { readAddress } from "../../../database/index.ts";
import type { Finding } from "../../../model/finding.ts";
import type { SnapshotReport } from "../../../model/live-report.ts";
import type { Schema, SchemaFile, SchemaObject } from "../../../model/schema.ts";
import { isTable, nameOf } from "../../../schema/index.ts";
import { withoutPasswordsIn } from "../../../text/secrets.ts";
import { clock } from "../../clock.ts";
import { declarationsFolder } from "../../intent.ts";
import { type Ground, groundOf } from "../../plan.ts";
import { liveSchema } from "../live-schema.ts";
import { type Look, lookAt } from "../look.ts";
import type { LiveOptions } from "../options.ts";
import { reportedLive } from "../reported.ts";
import { contentOf, writeWhole } from "./write-file.ts";

export interface SnapshotOptions extends Pick<LiveOptions, "url" | "cwd" | "tool" | "signal"> {
  /** The migrations folder: whose ledger is read, and beside which the file is written. */
  readonly folder: string;
  /** The file to write, from `cwd`; by default holdfast/schema.json beside the migrations. */
  readonly file?: string;
  /** Also numbers of rows, and per column the share of NULLs, distinct values and widths, as ANALYZE found them. */
  readonly statistics?: boolean;
}

/** The report, and the text of the file. */
export interface Snapshot {
  readonly report: SnapshotReport;
  readonly text: string;
}

/**
 * Reads the schema of a live database into a file for review. It holds no row's values, and definitions as they are.
 *
 * The live database is only read, in one transaction. A file that is the same already is left as it is.
 * @throws {HarnessError} input: address or history cannot be read, or the file cannot be written; environment.
 */
export async function snapshot(options: SnapshotOptions): Promise<SnapshotReport> {
  const cwd = resolve(options.cwd ?? ".");
  const ground = await groundOf(resolve(cwd, options.folder), cwd, options);
  const path =
    options.file === undefined ? join(declarationsFolder(ground.history), "schema.json") : resolve(cwd, options.file);
  const { report, text } = await snapshotOn(ground, options);
  const file = relative(cwd, path).replaceAll("\\", "/");
  const verdict = (await contentOf(path)) === text ? "unchanged" : "written";
  if (verdict === "written") await writeWhole(path, text, file);
  return { ...report, verdict, file };
}

/** The same, with the text given back and nothing written. */
export async function readSnapshot(options: Omit<SnapshotOptions, "file">): Promise<Snapshot> {
  const cwd = resolve(options.cwd ?? ".");
  return snapshotOn(await groundOf(resolve(cwd, options.folder), cwd, options), options);
}

async function snapshotOn(ground: Ground, options: Omit<SnapshotOptions, "file">): Promise<Snapshot> {
  const time = clock();
  const target = await readAddress(options.url, process.env);
  const found = await time.time("capture", () => lookAt(target, ground, options));
  const look = { ...found, statistics: withoutLedgers(found) };
  const schema = liveSchema(look, () => false);
  const without = (look.statistics?.without ?? []).map(({ table, why }) => `${table} ${why}`);
  const { server, replay, capture, total } = time.read();
  return {
    text: schemaText(fileOf(look, schema)),
    report: withoutPasswordsIn<SnapshotReport>({
      schemaVersion: 1,
      command: "snapshot",
      verdict: "written",
      file: null,
      live: reportedLive(look),
      tables: schema.objects.filter(isTable).length,
      columns: schema.objects.filter(({ kind }) => kind === "column").length,
      statistics: look.statistics === null ? null : { tables: Object.keys(look.statistics.shapes).length, without },
      findings: [...incomplete(without), ...schema.objects.filter(holdsPassword).map(openly)],
      milliseconds: { server, replay, capture, total },
    }),
  };
}

function fileOf({ ledger, others, statistics }: Look, schema: Schema): Omit<SchemaFile, "label"> {
  return {
    schema,
    ledger:
      ledger.columns === null ? null : { location: ledger.location, rows: ledger.rows.map(({ id, ...row }) => row) },
    ledgers: others.map(({ schema: name, table, tool }) => ({ schema: name, table, tool })),
    statistics: statistics?.shapes ?? null,
  };
}

/** Ledgers are no tables of the project: nobody fills them. */
function withoutLedgers({ statistics, ledger, others }: Look): Look["statistics"] {
  if (statistics === null) return null;
  const names = [ledger.location, ...others].map(({ schema, table }) => `${schema}.${table}`);
  const kept = Object.entries(statistics.shapes).filter(([table]) => !names.includes(table));
  return {
    shapes: Object.fromEntries(kept),
    without: statistics.without.filter(({ table }) => !names.includes(table)),
  };
}

function incomplete(without: readonly string[]): readonly Finding[] {
  if (without.length === 0) return [];
  const shown = without.slice(0, 3).join("; ");
  const more = without.length > 3 ? `; and ${without.length - 3} more, which --json lists` : "";
  return [
    {
      code: "snapshot/without-statistics",
      severity: "warning",
      object: "statistics",
      message: `${shown}${more}.`,
      remedy: "Run ANALYZE there (it only reads the tables), or read as their owner.",
    },
  ];
}

/** A definition without its passwords would say that two are the same which differ: it stands as it is, and that is told. */
function holdsPassword({ name, facts }: SchemaObject): boolean {
  const texts = [facts, `${name} = ${facts.default}`];
  return JSON.stringify(withoutPasswordsIn(texts)) !== JSON.stringify(texts);
}

function openly(object: SchemaObject): Finding {
  return {
    code: "snapshot/holds-password",
    severity: "warning",
    object: nameOf(object),
    message: `The definition of this ${object.kind} seems to hold a password, and so does the file.`,
    remedy:
      "Do not commit the file before it is out of the definition, and changed: who may connect can read it there.",
  };
}
