import { folderOf, type Output, outputs, parse, reporting, usage } from "./common.ts";
import { type Where, type WhereValues, where, whereOf } from "./where.ts";

/** What every command takes that looks at a live database. */
export interface LiveCommand {
  readonly folder: string | null;
  readonly config: string | null;
  readonly url: string | null;
  readonly said: Where;
  readonly outputs: readonly Output[];
}

/** What every one of them takes. */
export const shared = { ...reporting, url: { type: "string" } } as const;

/** What was given of them. */
export interface SharedValues {
  readonly config?: string | undefined;
  readonly url?: string | undefined;
  readonly reporter?: readonly string[] | undefined;
  readonly json: boolean;
}

function liveCommand(command: string, values: SharedValues & WhereValues, positionals: readonly string[]): LiveCommand {
  return {
    folder: folderOf(command, positionals),
    config: values.config ?? null,
    url: values.url ?? null,
    said: whereOf(values),
    outputs: outputs(values.reporter, values.json),
  };
}

/** There is no fallback to DATABASE_URL: which database is looked at is said, and not guessed. */
export function urlOf(command: string, { url }: Pick<LiveCommand, "url">): string {
  if (url !== null) return url;
  throw usage(
    `${command} needs the database to look at`,
    `Name it: --url env:DATABASE_URL takes it from that variable, --url file:PATH from a file, and --url postgres://… says it.`,
  );
}

export interface StatusCommand extends LiveCommand {
  readonly url: string;
  readonly replay: boolean;
}

/** @throws {HarnessError} kind "input": what is wrong with the command line, and what would be right. */
export function parseStatus(args: readonly string[]): StatusCommand {
  const options = { ...shared, ...where, "no-replay": { type: "boolean", default: false } } as const;
  const { values, positionals } = parse(args, options);
  const command = liveCommand("status", values, positionals);
  return { ...command, url: urlOf("status", command), replay: !values["no-replay"] };
}

export interface SnapshotCommand extends LiveCommand {
  readonly url: string;
  /** "-" for stdout; null for the usual place. */
  readonly file: string | null;
  readonly statistics: boolean;
}

/** @throws {HarnessError} kind "input", as `parseStatus` does. */
export function parseSnapshot(args: readonly string[]): SnapshotCommand {
  const options = { ...shared, file: { type: "string" }, statistics: { type: "boolean", default: false } } as const;
  const { values, positionals } = parse(args, options);
  const { file, statistics } = values;
  const live = liveCommand("snapshot", values, positionals);
  const command = { ...live, url: urlOf("snapshot", live), statistics };
  if (file !== "-") return { ...command, file: file ?? null };
  if (values.json || values.reporter?.includes("json") === true) {
    throw usage(
      "--file - and --json both go to stdout",
      "Give one of them a file: --file FILE or --reporter json=FILE.",
    );
  }
  return { ...command, file, outputs: command.outputs.filter((output) => output.file !== null) };
}

export interface DriftCommand extends LiveCommand {
  readonly snapshot: string | null;
  readonly to: string | null;
}

/** @throws {HarnessError} kind "input", as `parseStatus` does. */
export function parseDrift(args: readonly string[]): DriftCommand {
  const options = { ...shared, ...where, snapshot: { type: "string" }, to: { type: "string" } } as const;
  const { values, positionals } = parse(args, options);
  const [snapshot, to] = [values.snapshot ?? null, values.to ?? null];
  const command = liveCommand("drift", values, positionals);
  if (snapshot === null && command.url === null) {
    throw usage(
      "drift needs a database or a schema file to look at",
      "Name it: --url env:DATABASE_URL takes the address from that variable, and --snapshot FILE is what `holdfast snapshot` wrote.",
    );
  }
  return { ...command, snapshot, to };
}

export interface BaselineCommand extends LiveCommand {
  readonly url: string;
  readonly to: string;
  readonly confirm: string | null;
}

/** @throws {HarnessError} kind "input", as `parseStatus` does. */
export function parseBaseline(args: readonly string[]): BaselineCommand {
  const options = { ...shared, ...where, to: { type: "string" }, confirm: { type: "string" } } as const;
  const { values, positionals } = parse(args, options);
  if (values.to === undefined) {
    throw usage(
      "baseline needs the last migration that the database has",
      "Name it: --to ID; `holdfast status` says which state the schema is nearest to.",
    );
  }
  const command = liveCommand("baseline", values, positionals);
  const url = urlOf("baseline", command);
  return { ...command, url, to: values.to ?? "", confirm: values.confirm ?? null };
}
