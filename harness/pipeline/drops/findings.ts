import type { Finding } from "../../model/finding.ts";
import type { Inventoried, Inventory, Unread } from "./inventory.ts";
import { dropsLive, type Group, kindsOf, objectsOf } from "./words.ts";

/** What the findings are about, beside the drops themselves. */
export interface Judged extends Inventory {
  /** The folder, for people. */
  readonly label: string;
  /** Whether somebody looked at production. */
  readonly looked: boolean;
  /** The way down is a command, whose statements nobody knows. */
  readonly unknownDown: boolean;
  /** Whether a file stands in the base as it is. */
  isOld(file: string): boolean;
}

export function dropFindings(judged: Judged): readonly Finding[] {
  const { drops, unread, looked } = judged;
  const down = grouped(drops.filter(({ path, production }) => path === "down" && production === "there"));
  const up = grouped(
    drops.filter(({ path, production, pending }) => path === "up" && production === "there" && pending),
  );
  const again = drops.filter(({ madeAgainBy }) => madeAgainBy !== null);
  const findings = [
    ...down.map(dropsLiveDown),
    ...up.map(dropsLiveUp),
    ...grouped(again).map(madeAgain),
    ...drops.flatMap((drop) => restored(drop)),
    ...unread.map(notRead),
  ];
  const dated = findings.map((finding): Finding => {
    return judged.isOld(finding.at.file) ? { ...finding, severity: "note" } : finding;
  });
  return [...dated, ...(looked ? [] : notLooked(judged)), ...(judged.unknownDown ? [notKnown(judged)] : [])];
}

type Found = Finding & Required<Pick<Finding, "at">>;

/** Drops of one migration with one fate are told together. */
function grouped(drops: readonly Inventoried[]): readonly Group[] {
  const groups = new Map<string, [Inventoried, ...Inventoried[]]>();
  for (const drop of drops) {
    const key = JSON.stringify([drop.migration, drop.madeAgainBy]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [drop]);
    else group.push(drop);
  }
  return [...groups.values()];
}

function found([first]: Group, finding: Pick<Finding, "code" | "severity" | "message" | "remedy">): Found {
  const { migration, at } = first;
  return { ...finding, object: migration, at };
}

function dropsLiveDown(group: Group): Found {
  const [{ migration }] = group;
  return found(group, {
    code: "downgrade/drops-live",
    severity: "error",
    message: `The way down of ${migration} ${dropsLive(group)}.`,
    remedy:
      "Take the drops out of the way down, or let it fail before them: who runs it loses what is in there. `holdfast guard install` has the database refuse it.",
  });
}

function dropsLiveUp(group: Group): Found {
  const [{ migration }] = group;
  return found(group, {
    code: "history/drops-live",
    severity: "warning",
    message: `${migration} is not in production yet, and ${dropsLive(group)}.`,
    remedy: "`holdfast verify` tells which values would be lost. Keep what nobody has given up, and approve the rest.",
  });
}

function madeAgain(group: Group): Found {
  const [{ migration, madeAgainBy, atOnce }] = group;
  const [drops, objects] = [`${migration} drops ${kindsOf(group)}`, objectsOf(group)];
  const them = group.length === 1 ? "it" : "them";
  return found(group, {
    code: "history/drop-made-again",
    severity: atOnce ? "warning" : "error",
    message: atOnce
      ? `${drops} and makes ${them} again: ${objects}. What was in there is lost, unless it was put back.`
      : `${drops} that ${madeAgainBy} makes again: ${objects}. What was in there is lost.`,
    remedy:
      "Where neither has run, take out the drop and what makes up for it. Where they have, fill the values in from a backup.",
  });
}

function restored(drop: Inventoried): readonly Found[] {
  if (drop.restored === null) return [];
  const { droppedBy, by } = drop.restored;
  return [
    {
      code: "history/drop-restored",
      severity: "note",
      object: drop.object,
      message: `${drop.object} was dropped by ${droppedBy} and brought back by ${by}; the way down of ${drop.migration} drops it once more.`,
      at: drop.at,
      remedy: "What was brought back is to stay: take it out of the older way down.",
    },
  ];
}

/** How a revision in Python says by itself that there is no way back. */
const noWayBack = /^NotImplementedError\b/;

function notRead({ migration, path, at, why }: Unread): Found {
  const isRefused = path === "down" && noWayBack.test(why);
  const way = path === "up" ? migration : `the way down of ${migration}`;
  return {
    code: "history/drops-unread",
    severity: isRefused ? "note" : "warning",
    object: migration,
    message: isRefused
      ? `The way down of ${migration} refuses to run, and so drops nothing: ${why}.`
      : `What ${way} drops is not known in full: ${why}.`,
    at,
    remedy: isRefused ? "Nothing is to be done." : "Read it yourself: the inventory is not complete there.",
  };
}

function notKnown({ label }: Judged): Finding {
  return {
    code: "history/drops-unread",
    severity: "warning",
    object: label,
    message: "The way down is a command of the project's, and what it drops is not known.",
    remedy: "Read it yourself: the inventory is of the ways up alone.",
  };
}

/** Which of them matter is not known then: one for all of them says so. */
function notLooked({ drops, label, isOld }: Judged): readonly Finding[] {
  const down = drops.filter(({ path }) => path === "down");
  if (down.length === 0) return [];
  return [
    {
      code: "downgrade/drops-live",
      severity: down.every(({ at }) => isOld(at.file)) ? "note" : "warning",
      object: label,
      message: `Ways down drop ${kindsOf(down)}. Whether these are in production is not known: nobody looked.`,
      remedy:
        "Give a production to look at: --url env:DATABASE_URL, or --snapshot FILE that `holdfast snapshot` wrote.",
    },
  ];
}
