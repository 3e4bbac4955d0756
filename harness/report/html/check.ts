import type { CheckReport } from "../../model/report.ts";
import { count } from "../../text/count.ts";
import { checkClosing } from "../content/check.ts";
import { dropCells, dropsTitle } from "../content/drops.ts";
import type { Anchors } from "./anchors.ts";
import { type Body, bodyOf, saidPart } from "./body.ts";
import { lintPart } from "./coverage.ts";
import { type Child, html } from "./escape.ts";
import { code, type Part, paragraph, placeOf, table } from "./parts.ts";

export function checkBody(report: CheckReport, reproduce: string): Body {
  const { history, base, lint } = report;
  const about: readonly (readonly [string, Child])[] = [
    ["folder", code(history.folder)],
    ["migrations", `${count(history.migrations, "migration")} of ${history.tool} (layout: ${history.layout})`],
    ...(base === null ? [] : [["held against", html`${base.ref} (${code(base.commit.slice(0, 10))})`] as const]),
  ];
  return bodyOf(report, reproduce, about, (findings, anchors) => [
    findings,
    ...dropsPart(report, anchors),
    ...(lint === undefined ? [] : [lintPart(lint)]),
    saidPart("How it was looked at", checkClosing(report)),
  ]);
}

function dropsPart({ drops, history, production }: CheckReport, anchors: Anchors): readonly Part[] {
  if (drops === undefined) return [];
  const rows = drops.map((drop) => {
    const [migration, path, kind, object, verdict] = dropCells(drop);
    return [code(object), kind, path, code(migration), verdict, placeOf(anchors, drop.at)];
  });
  const title = dropsTitle(drops, history.migrations, production !== undefined);
  const heads = ["dropped", "kind", "path", "migration", "production", "place"];
  const body = rows.length === 0 ? paragraph(title) : table({ caption: title, heads, rows });
  return [{ id: "drops", title: "Drops", aside: String(drops.length), body }];
}
