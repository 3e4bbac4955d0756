import type { Report } from "../../model/report.ts";
import { count } from "../../text/count.ts";
import { clean } from "../clean.ts";
import { unreadOf } from "../content/unread.ts";
import { ground, rehearsed, seconds, verifyHeadline } from "../content/verify.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { headline, type Paint } from "./paint.ts";

export function verifyHead(report: Report, paint: Paint): string {
  return headline(paint, verifyHeadline(report));
}

/** What going back did, and what it all ran on. */
export function verifyTail(report: Report, options: WriterOptions, paint: Paint): readonly string[] {
  return [downgrade(report, paint), restored(report, paint), footer(report, options, paint)];
}

function downgrade({ downgrade, guard }: Report, paint: Paint): string {
  if (downgrade.length === 0) return "";
  const [names, outcomes] = [widest(downgrade.map((one) => one.attempt)), widest(downgrade.map((one) => one.outcome))];
  return [
    paint("bold", guard === undefined ? "Going back" : "Going back, with the guard"),
    ...downgrade.map(({ attempt, outcome, by, guarded }) => {
      const answer =
        guarded === undefined ? "" : `; guardedMigrate() ${guarded.refused ? "refuses" : "goes on"}: ${guarded.by}`;
      return `  ${clean(attempt).padEnd(names)}  ${clean(outcome).padEnd(outcomes)}  ${clean(by + answer)}`;
    }),
  ].join("\n");
}

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => clean(text).length));
}

function restored({ rehearsal }: Report, paint: Paint): string {
  if (rehearsal === undefined) return "";
  return [paint("bold", "Restored"), ...rehearsed(rehearsal).map((line) => `  ${clean(line)}`)].join("\n");
}

function footer(report: Report, { reproduce }: WriterOptions, paint: Paint): string {
  const { postgres, milliseconds } = report;
  const time = (["server", "replay", "seed", "capture", "candidate", "downgrade"] as const)
    .map((phase) => `${phase} ${(milliseconds[phase] / 1000).toFixed(1)}`)
    .join(", ");
  return [
    ...unread(report),
    clean(ground(report)),
    `PostgreSQL ${clean(postgres.version)}, ${clean(postgres.provider)}${postgres.image === null ? "" : ` ${clean(postgres.image)}`}; ${seconds(milliseconds.total)} (${time}).`,
    `${paint("dim", "Again:")} ${clean(reproduce)}`,
  ].join("\n");
}

function unread({ lint }: Report): readonly string[] {
  if (lint === undefined) return [];
  return unreadOf(lint).map(
    (words) => `Lint read ${count(lint.statements, "statement")}; ${words}: only running tells.`,
  );
}
