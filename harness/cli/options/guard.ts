import type { WishOptions } from "../../pipeline/guard/wish.ts";
import { nearest } from "../../text/nearest.ts";
import { folderOf, isAddress, outputs, parse, usage } from "./common.ts";
import { type LiveCommand, type SharedValues, shared, urlOf } from "./live.ts";
import { tablesIn } from "./table-names.ts";

type GuardPlace = Pick<LiveCommand, "folder" | "config">;

export interface GuardPrintCommand extends GuardPlace {
  readonly action: "print";
  readonly wish: WishOptions;
  /** What to print: the guard's SQL, what removes it, or the files of a migration of this name, which are written. */
  readonly what: "sql" | "removal" | { readonly migration: string };
}

interface GuardLive extends GuardPlace, Pick<LiveCommand, "outputs"> {
  readonly url: string;
}

export interface GuardInstallCommand extends GuardLive {
  readonly action: "install";
  readonly wish: WishOptions;
  readonly confirm: string | null;
  readonly allowOwner: boolean;
}

export interface GuardVerifyCommand extends GuardLive {
  readonly action: "verify";
}

export interface GuardPermitCommand extends GuardLive {
  readonly action: "permit";
  readonly migration: string;
  readonly confirm: string | null;
  readonly unbound: boolean;
}

export type GuardCommand = GuardPrintCommand | GuardInstallCommand | GuardVerifyCommand | GuardPermitCommand;

const actions = { print, install, verify, permit } as const;

/** @throws {HarnessError} kind "input": what is wrong with the command line, and what would be right. */
export function parseGuard(args: readonly string[]): GuardCommand {
  const [action = "", ...rest] = args;
  const names = Object.keys(actions);
  const found = Object.entries(actions).find(([name]) => name === action)?.[1];
  if (found !== undefined) return found(rest);
  const near = nearest(action, names);
  throw usage(
    action === "" || action.startsWith("-")
      ? `guard needs one of ${names.join(", ")}`
      : `guard has no "${isAddress(action) ? "…" : action}"`,
    near === null ? `It has ${names.join(", ")}: see holdfast --help.` : `Did you mean holdfast guard ${near}?`,
  );
}

const wished = { tables: { type: "string" }, "without-event-triggers": { type: "boolean", default: false } } as const;
const confirmed = { ...shared, confirm: { type: "string" } } as const;

function print(args: readonly string[]): GuardPrintCommand {
  const options = {
    ...wished,
    config: { type: "string" },
    migration: { type: "string" },
    remove: { type: "boolean", default: false },
  } as const;
  const { values, positionals } = parse(args, options);
  const { migration, remove } = values;
  if (migration !== undefined && remove) throw usage("--migration and --remove exclude each other");
  return {
    action: "print",
    ...placeOf("guard print", values, positionals),
    wish: wishOf(values),
    what: remove ? "removal" : migration === undefined ? "sql" : { migration: nameOf(migration) },
  };
}

function install(args: readonly string[]): GuardInstallCommand {
  const options = { ...confirmed, ...wished, "allow-owner": { type: "boolean", default: false } } as const;
  const { values, positionals } = parse(args, options);
  return {
    action: "install",
    ...liveOf("guard install", values, positionals),
    wish: wishOf(values),
    confirm: values.confirm ?? null,
    allowOwner: values["allow-owner"],
  };
}

function verify(args: readonly string[]): GuardVerifyCommand {
  const { values, positionals } = parse(args, shared);
  return { action: "verify", ...liveOf("guard verify", values, positionals) };
}

function permit(args: readonly string[]): GuardPermitCommand {
  const options = {
    ...confirmed,
    migration: { type: "string" },
    unbound: { type: "boolean", default: false },
  } as const;
  const { values, positionals } = parse(args, options);
  const migration = values.migration ?? null;
  if (migration === null) {
    throw usage(
      "guard permit needs the migration to let through",
      "Name it: --migration ID, one that is still to run.",
    );
  }
  return {
    action: "permit",
    ...liveOf("guard permit", values, positionals),
    migration,
    confirm: values.confirm ?? null,
    unbound: values.unbound,
  };
}

function placeOf(
  command: string,
  { config }: Pick<SharedValues, "config">,
  positionals: readonly string[],
): GuardPlace {
  return { folder: folderOf(command, positionals), config: config ?? null };
}

function liveOf(command: string, values: SharedValues, positionals: readonly string[]): GuardLive {
  return {
    ...placeOf(command, values, positionals),
    url: urlOf(command, { url: values.url ?? null }),
    outputs: outputs(values.reporter, values.json),
  };
}

interface WishValues {
  readonly tables?: string | undefined;
  readonly "without-event-triggers": boolean;
}

function wishOf({ tables, "without-event-triggers": without }: WishValues): WishOptions {
  return {
    ...(tables === undefined || tables === "all" ? {} : { tables: tablesIn(tables) }),
    ...(without ? { eventTriggers: false } : {}),
  };
}

/** It becomes part of a file's name. */
function nameOf(text: string): string {
  if (/^[\w-]{1,60}$/.test(text)) return text;
  throw usage(
    "--migration is the new migration's name, of letters, digits, _ and -",
    "Give one such as --migration guard.",
  );
}
