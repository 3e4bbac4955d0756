import type { Report, ReportedTable } from "../../model/report.ts";
import { count } from "../../text/count.ts";
import { type Anchors, tableId } from "./anchors.ts";
import { html, type Markup } from "./escape.ts";
import { goneOf, grid } from "./grid.ts";
import { byHarm, classOf, legend, toneOf } from "./outcomes.ts";
import { code, fold, list, type Part } from "./parts.ts";

/** So many tables that did not keep all are open from the start. */
const opened = 12;

/** What became of every table and column, step by step. */
export function survivalPart(report: Report, anchors: Anchors): Part {
  const { survival, history } = report;
  const placed = survival.map((table, place): Placed => ({ table, place, harm: harmOf(table, anchors) }));
  const changed = placed.filter(({ harm }) => harm !== "none").toSorted(worstFirst);
  const kept = placed.filter(({ harm }) => harm === "none");
  const present = new Set(
    survival.flatMap((table) => [goneOf(table, anchors) ?? [], table.columns.map(({ outcome }) => outcome)].flat()),
  );
  const block = (one: Placed, isOpen: boolean) => tableBlock(one, history.candidate, anchors, isOpen);
  return {
    id: "survival",
    title: "What became of the data",
    aside: survival.length === 0 ? "" : `${changed.length} of ${count(survival.length, "table")} changed`,
    body: html`${survival.length === 0 ? nothing(report) : html`${legend(present)}${toolbar}`}
<div class="grid">${changed.map((one, place) => block(one, place < opened && one.harm !== "changed"))}${
      kept.length > 0 &&
      html`
<details class="kept"${changed.length === 0 && kept.length <= opened ? html` open` : null}><summary>${count(kept.length, "table")} ${kept.length === 1 ? "keeps" : "keep"} every row and value</summary>
${kept.map((one) => block(one, false))}
</details>`
    }</div>`,
  };
}

/** Why there is no grid. */
function nothing({ findings }: Report): Markup {
  return findings.some(({ severity }) => severity === "error")
    ? html`<p>Nothing could be compared. The errors say why.</p>`
    : html`<p>No table stood there before the candidate.</p>`;
}

/** Works with script only, and stands hidden without it. */
const toolbar = html`<form class="tools" role="search" hidden>
<label>Find a table or column <input type="search" id="find" autocomplete="off" spellcheck="false"></label>
<label>Show <select id="show"><option value="all">everything</option><option value="changed">what changed</option><option value="harmed">what was lost or is unproven</option></select></label>
<output id="shown" for="find show"></output></form>`;

type Harm = "bad" | "unsure" | "changed" | "none";
const harms: readonly Harm[] = ["bad", "unsure", "changed", "none"];

interface Placed {
  readonly table: ReportedTable;
  readonly place: number;
  readonly harm: Harm;
}

function worstFirst(a: Placed, b: Placed): number {
  return harms.indexOf(a.harm) - harms.indexOf(b.harm) || a.place - b.place;
}

/** The worst of its columns, its rows, and what was found about it. */
function harmOf({ table, now, rows, columns }: ReportedTable, anchors: Anchors): Harm {
  const found = anchors.about(table).map(({ severity }) => severity);
  const tones = columns.map(({ outcome }) => toneOf(outcome));
  if (tones.includes("bad") || found.includes("error")) return "bad";
  if (tones.includes("unsure") || found.includes("warning") || rows.lost > 0 || now === null) return "unsure";
  return tones.includes("changed") || now !== table ? "changed" : "none";
}

function tableBlock(
  { table, place, harm }: Placed,
  candidate: readonly string[],
  anchors: Anchors,
  isOpen: boolean,
): Markup {
  const name = html`${code(table.table)}${renamed(table)}`;
  return html`
<details class="table ${harm}" id="${tableId(place)}"${isOpen && html` open`}><summary>${
    harm === "none" ? html`<b>${name}</b>` : html`<h3>${name}</h3>`
  } <span class="rows">${rowsOf(table)}</span> <span class="tally">${tallyOf(table)}</span></summary>
${grid(table, place, candidate, anchors)}${lostRows(table, anchors)}
</details>`;
}

function renamed({ table, now }: ReportedTable): Markup | null {
  if (now === null) return html` <span class="o-lost">gone</span>`;
  return now === table ? null : html` → ${code(now)}`;
}

function rowsOf({ rows }: ReportedTable): string {
  if (rows.lost > 0) return `${rows.lost} of ${count(rows.before, "row")} lost`;
  return rows.before === rows.after ? count(rows.before, "row") : `${rows.before} → ${count(rows.after, "row")}`;
}

/** "11 lost, 12 kept": how many columns came to each end, the worst first. */
function tallyOf({ columns }: ReportedTable): Markup {
  const tally = new Map<string, number>();
  for (const { outcome } of columns) tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
  const sorted = [...tally].toSorted(([a], [b]) => byHarm(a, b));
  return html`${sorted.map(([outcome, many]) => html`<span class="${classOf(outcome)}">${many} ${outcome}</span> `)}`;
}

/** What was found about the table itself. */
function lostRows({ table }: ReportedTable, anchors: Anchors): Markup | null {
  const found = anchors.about(table);
  if (found.length === 0) return null;
  return fold(
    html`About the table: ${count(found.length, "finding")}`,
    list(
      found.map((finding) => html`<a href="#${anchors.idOf(finding)}">${code(finding.code)}</a> ${finding.message}`),
    ),
  );
}
