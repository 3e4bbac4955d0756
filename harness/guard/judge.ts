import type { CodeIn } from "../model/codes.ts";
import type { Finding } from "../model/finding.ts";
import { type GuardRead, type GuardWish, guardSchema } from "../model/guard.ts";
import { firstOf } from "../text/count.ts";
import { guardEventTriggers, guardFunctions, guardVersion } from "./install.ts";
import { judgeRole } from "./judge-role.ts";
import { judgeTables } from "./judge-tables.ts";
import { pinned } from "./sql/function.ts";

/** What the function of each event trigger refuses, for people. */
const watches: Readonly<Record<string, string>> = {
  on_drop: "drops of tables and columns",
  on_command: "taking the guard off a table, and new tables are not covered",
  on_rewrite: "rewriting the ledger's columns",
};

const again =
  "As who owns the guard, run: holdfast guard install --url URL --confirm DATABASE. It puts back what is missing and keeps permits.";

/**
 * What is amiss with a guard as it stands. Errors are gaps: something that it should refuse, it does not.
 *
 * @param asked what it should cover, where the guard itself does not say
 * @param today ISO date
 */
export function judgeGuard(read: GuardRead, asked: GuardWish, today: string): readonly Finding[] {
  if (read.version === null) return [missing()];
  const wish = read.wish ?? asked;
  return [
    ...(wish.eventTriggers ? eventTriggers(read) : [withoutEventTriggers(asked.eventTriggers)]),
    ...functions(read),
    ...rights(read),
    ...stored(read),
    ...binding(read),
    ...judgeTables(read, wish, asked),
    ...judgeRole(read),
    ...permits(read, today),
  ];
}

function finding(
  code: CodeIn<"guard">,
  severity: Finding["severity"],
  object: string,
  message: string,
  remedy = again,
): Finding {
  return { code, severity, object, message, remedy };
}

function missing(): Finding {
  return finding(
    "guard/missing",
    "error",
    guardSchema,
    "There is no guard in this database: it refuses no drop, no TRUNCATE and no change of the ledger.",
    "Put it in, as a role that does not run the migrations: holdfast guard install --url URL --confirm DATABASE.",
  );
}

/** @param wanted whether they are asked for, and their lack is a gap */
function withoutEventTriggers(wanted: boolean): Finding {
  return finding(
    "guard/no-event-triggers",
    wanted ? "error" : "warning",
    guardSchema,
    "The guard was installed without event triggers: TRUNCATE and changes of the ledger's rows are refused; DROP TABLE and DROP COLUMN are not, and the owner of a table can take its triggers off.",
    "Install it as a role that may create event triggers: holdfast guard install without --without-event-triggers.",
  );
}

function eventTriggers(read: GuardRead): readonly Finding[] {
  return guardEventTriggers.flatMap(({ event, function: name }) => {
    const object = `${guardSchema}.${name}`;
    const refuses = `Nothing refuses ${watches[name]}`;
    const own = read.eventTriggers.filter((one) => one.function === object && one.event === event);
    const [there] = own;
    if (there === undefined)
      return [finding("guard/missing", "error", object, `${refuses}: no event trigger calls it on every ${event}.`)];
    if (own.some(({ enabled }) => enabled === "A")) return [];
    const how =
      there.enabled === "D"
        ? `the event trigger ${there.name} is disabled`
        : `the event trigger ${there.name} does not fire always, and session_replication_role turns it off`;
    return [finding("guard/disabled", "error", object, `${refuses}: ${how}.`)];
  });
}

function functions(read: GuardRead): readonly Finding[] {
  if (!/^[0-9a-f]{12}$/.test(read.version ?? "")) {
    return [
      finding("guard/altered", "error", guardSchema, "The schema says no version: it is not what holdfast installs."),
    ];
  }
  // Functions of another version are not ours to know.
  if (read.version !== guardVersion) {
    const message = `It is of version ${read.version}, and this holdfast installs ${guardVersion}: whether its functions are what they were cannot be told.`;
    return [
      finding("guard/outdated", "warning", guardSchema, message),
      ...read.functions.flatMap((one) => posture(read, one)),
    ];
  }
  return guardFunctions.flatMap(({ name, digest }) => {
    const object = `${guardSchema}.${name}`;
    const there = read.functions.filter((one) => one.name === name);
    const [only] = there;
    if (only === undefined) return [finding("guard/missing", "error", object, "The function is not there.")];
    if (there.length > 1 || only.digest !== digest) {
      return [finding("guard/altered", "error", object, "Its body is not what holdfast installs.")];
    }
    return posture(read, only);
  });
}

/** What lets a function of the guard be turned against it. */
function posture(
  read: GuardRead,
  { name, owner, definer, config }: GuardRead["functions"][number],
): readonly Finding[] {
  const wrong = [
    ...(owner === read.owner ? [] : [`it belongs to ${owner}, and the guard to ${read.owner}`]),
    ...(definer ? [] : ["it runs with the rights of who sets it off"]),
    ...(config.includes(`search_path=${pinned}`) ? [] : ["its search_path is not pinned"]),
  ];
  if (wrong.length === 0) return [];
  return [
    finding(
      "guard/altered",
      "error",
      `${guardSchema}.${name}`,
      `It is not as holdfast installs it: ${wrong.join("; ")}.`,
    ),
  ];
}

function rights({ opened }: GuardRead): readonly Finding[] {
  if (opened.length === 0) return [];
  const message = `Others than its owner have rights there: ${firstOf(opened, 5)}.`;
  const remedy =
    "Take them back with holdfast guard install, REVOKE or ALTER … OWNER TO; what the guard needs, its owner has.";
  return [finding("guard/altered", "error", guardSchema, message, remedy)];
}

/** Its owner may read all of it, where it is there. */
function stored({ wish, role }: GuardRead): readonly Finding[] {
  if (wish !== null || !(role.superuser || role.ownsGuard)) return [];
  return [
    finding("guard/altered", "error", guardSchema, "The tables that it keeps its settings in are not all there."),
  ];
}

function binding({ bind }: GuardRead): readonly Finding[] {
  if (bind === "A") return [];
  const message = `What binds permits to their migrations ${bind === null ? "is not there" : bind === "D" ? "is disabled" : "does not fire always"}: a permit opens the guard to any statement, once.`;
  return [finding(bind === null ? "guard/missing" : "guard/disabled", "error", `${guardSchema}.bind`, message)];
}

function permits({ permits: given }: GuardRead, today: string): readonly Finding[] {
  return given
    .filter(({ used, expires }) => used === null && expires >= today)
    .map(({ action, object, migration, ledgerKey, expires, reason, owner }) => {
      const bound =
        ledgerKey === null
          ? "It is bound to no row of the ledger: any statement of any session uses it up."
          : `It is used up by the deploy of ${migration}, and by nothing else.`;
      return finding(
        "guard/permit-open",
        "note",
        object.join("."),
        `A permit lets it ${action === "truncate" ? "be emptied" : action === "drop" ? "be dropped" : "be changed"} once, until ${expires} (${owner}: ${reason}). ${bound}`,
        "Nothing is to be done if that deploy is still to come.",
      );
    });
}
