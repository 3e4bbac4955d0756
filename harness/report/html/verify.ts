import type { Report } from "../../model/report.ts";
import { count } from "../../text/count.ts";
import { type Body, bodyOf } from "./body.ts";
import { coveragePart, lintPart, timesPart } from "./coverage.ts";
import { type Child, html } from "./escape.ts";
import { goingBackPart } from "./going-back.ts";
import { code } from "./parts.ts";
import { sourcePart } from "./source.ts";
import { survivalPart } from "./survival.ts";

export function verifyBody(report: Report, reproduce: string): Body {
  const { lint, sources, milliseconds } = report;
  return bodyOf(report, reproduce, aboutOf(report), (findings, anchors) => [
    survivalPart(report, anchors),
    ...(sources.length === 0 ? [] : [sourcePart(report, anchors)]),
    findings,
    goingBackPart(report, anchors),
    coveragePart(report),
    ...(lint === undefined ? [] : [lintPart(lint)]),
    timesPart({ ...milliseconds }),
  ]);
}

function aboutOf({ history, postgres, from, seed }: Report): readonly (readonly [string, Child])[] {
  const { candidate, folder, migrations, tool } = history;
  const rows = `${count(seed.rows, "row")} in ${count(seed.tables, "table")}`;
  const image = postgres.image === null ? "" : ` ${postgres.image}`;
  const ids = candidate.map((id, place) => html`${place > 0 && ", "}${code(id)}`);
  return [
    [candidate.length === 1 ? "candidate" : `${candidate.length} candidates`, ids],
    ["on top of", `${count(migrations - candidate.length, "migration")} of ${tool}`],
    ["folder", code(folder)],
    ["proven on", from === undefined ? rows : html`${rows} of a copy of ${code(from)}`],
    ["server", `PostgreSQL ${postgres.version}, ${postgres.provider}${image}`],
  ];
}
