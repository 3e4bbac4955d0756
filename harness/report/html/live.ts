import type { BaselineReport, DriftReport, SnapshotReport, StatusReport } from "../../model/live-report.ts";
import type { Fact, FactDifference } from "../../model/schema.ts";
import { claimsOf } from "../../text/ledger.ts";
import { baselineClosing, baselineTitle } from "../content/baseline.ts";
import { driftAccounts, driftClosing, sidesOf } from "../content/drift.ts";
import { headlineOf } from "../content/headline.ts";
import { snapshotClosing } from "../content/snapshot.ts";
import { isUntrue, statusCells, statusClosing, statusColumns } from "../content/status.ts";
import { type Body, bodyOf, saidPart, tablePart } from "./body.ts";
import { type Child, html } from "./escape.ts";
import { code } from "./parts.ts";

type About = readonly (readonly [term: string, said: Child])[];

export function statusBody(report: StatusReport, reproduce: string): Body {
  const { migrations, otherLedgers, replayedOn } = report;
  const rows = migrations.map((one) => {
    const [name = "", ...cells] = statusCells(one, replayedOn !== null);
    return [code(name), ...cells.map((cell) => (isUntrue(one) ? html`<b>${cell}</b>` : cell))];
  });
  const others = otherLedgers.map((one) => [code(`${one.schema}.${one.table}`), one.tool, claimsOf(one)]);
  return bodyOf(report, reproduce, aboutOf(report), (findings) => [
    ...tablePart("migrations", "Migrations", statusColumns, rows),
    findings,
    ...tablePart("ledgers", "Other ledgers", ["table", "of", "claims"], others),
    saidPart("What comes next", statusClosing(report)),
  ]);
}

export function driftBody(report: DriftReport, reproduce: string): Body {
  const sides = sidesOf(report);
  const words = { "only-live": `in ${sides.live} only`, "only-history": `in ${sides.other} only`, differs: "differs" };
  const rows = report.differences.map(({ object, side, facts, noise, migration }) => [
    html`${object.kind} ${code(object.on === null ? object.name : `${object.on}.${object.name}`)}`,
    words[side],
    facts.map((fact) => html`<div>${differs(fact)}</div>`),
    migration === null ? "–" : code(migration),
    noise === null ? "" : `no error: ${noise}`,
  ]);
  const heads = ["object", "where", `${sides.live} → ${sides.other}`, "made by", "remark"];
  return bodyOf(report, reproduce, aboutOf(report), (findings) => [
    findings,
    ...tablePart("differences", "All differences", heads, rows),
    saidPart(`All of ${sides.live}`, [...driftAccounts(report), ...driftClosing(report)]),
  ]);
}

function differs({ fact, live, history }: FactDifference): Child {
  return html`${fact}: ${factOf(live)} → ${factOf(history)}`;
}

function factOf(fact: Fact | undefined): Child {
  if (fact === undefined || fact === null) return "none";
  return code(typeof fact === "object" ? fact.join(", ") : String(fact));
}

export function baselineBody(report: BaselineReport, reproduce: string): Body {
  const { rows, ledger } = report;
  const cells = rows.map(({ migration, state, sha256, when }) => [code(migration), state, sha256 ?? "–", when ?? "–"]);
  const title = baselineTitle(report) ?? "Rows of the ledger";
  return bodyOf(report, reproduce, aboutOf(report), (findings) => [
    ...tablePart("rows", title, ["migration", "row", "hash", "when"], cells),
    ...tablePart(
      "makes",
      "What the ledger itself needs",
      ["statement"],
      ledger.makes.map((sql) => [code(sql)]),
    ),
    findings,
    saidPart("What comes next", baselineClosing(report)),
  ]);
}

export function snapshotBody(report: SnapshotReport, reproduce: string): Body {
  const without = (report.statistics?.without ?? []).map((words) => [words]);
  return bodyOf(report, reproduce, aboutOf(report), (findings) => [
    findings,
    ...tablePart("without", "Tables without statistics", ["table"], without),
    saidPart("What was read", snapshotClosing(report)),
  ]);
}

function aboutOf(report: StatusReport | DriftReport | BaselineReport | SnapshotReport): About {
  return [
    ["looked at", headlineOf(report).about],
    ["server", `PostgreSQL ${report.live.version}`],
  ];
}
