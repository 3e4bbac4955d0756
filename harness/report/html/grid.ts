import type { Example } from "../../model/evidence.ts";
import type { ReportedColumn, ReportedStep, ReportedTable } from "../../model/report.ts";
import { count } from "../../text/count.ts";
import { spokenKey } from "../../text/key.ts";
import { type Anchors, columnId, tableId } from "./anchors.ts";
import { html, type Markup } from "./escape.ts";
import { byHarm, classOf, toneOf } from "./outcomes.ts";
import { code, list, placeOf } from "./parts.ts";
import { shownValue } from "./value.ts";

/** The rows and columns of one table against what they were, what they were after each migration, and what they are. */
export function grid(table: ReportedTable, place: number, candidate: readonly string[], anchors: Anchors): Markup {
  // What stands after the last of them stands in the end.
  const between = table.steps === undefined ? [] : candidate.slice(0, -1);
  const last = candidate.at(-1);
  const heads = between.map((migration) => html`<th scope="col">after ${code(migration)}`);
  const end = table.steps === undefined ? "after" : html`after ${code(last ?? "")}`;
  return html`<div class="scroll"><table class="cells"><caption class="unseen">Columns of ${table.table}</caption>
<thead><tr><th scope="col">column<th scope="col">values before${heads}<th scope="col">${end}</thead>
<tbody>${rowsLost(table, place, between.length, anchors)}${worstFirst(table.columns).map(({ column, id }) => rowsOf(table, column, columnId(place, id), between.length, anchors))}
</tbody></table></div>`;
}

/** Each with its place in the table, by which the page knows it. */
function worstFirst(columns: readonly ReportedColumn[]) {
  return columns
    .map((column, id) => ({ column, id }))
    .toSorted((a, b) => byHarm(a.column.outcome, b.column.outcome) || a.id - b.id);
}

function rowsOf(table: ReportedTable, column: ReportedColumn, id: string, between: number, anchors: Anchors): Markup {
  const steps = (table.steps ?? []).slice(0, between).map(({ outcomes }) => outcomeIn(outcomes, column.column));
  const cells = steps.map(
    (outcome, at) => html`<td class="${classOf(outcome)}${outcome === steps[at - 1] && " same"}">${outcome}`,
  );
  const tone = toneOf(column.outcome);
  return html`
<tr id="${id}" class="${tone}"><th scope="row">${code(column.column)}${renamed(column)}<td class="n">${column.values}${cells}<td class="${classOf(column.outcome)}">${column.outcome}${lost(column)}${drill(table, column, between, anchors)}`;
}

/** What rows are that are gone or were; null where none is. */
export function goneOf({ table, rows, steps = [] }: ReportedTable, anchors: Anchors): "lost" | "approved" | null {
  if (rows.lost === 0 && steps.every(({ lost }) => lost === 0)) return null;
  // A loss that is approved or declared is a note.
  const found = anchors.about(table);
  const isMeant = found.length > 0 && found.every(({ severity }) => severity === "note");
  return isMeant ? "approved" : "lost";
}

function rowsLost(table: ReportedTable, place: number, between: number, anchors: Anchors) {
  const gone = goneOf(table, anchors);
  if (gone === null) return null;
  const { rows, steps = [] } = table;
  const lost = [...steps.slice(0, between).map((step) => step.lost), rows.lost];
  const cells = lost.map((many) =>
    many === 0
      ? html`<td class="o-kept">kept`
      : html`<td class="${classOf(gone)}">${gone} <small>${many} of ${count(rows.before, "row")}</small>`,
  );
  return html`
<tr id="${tableId(place)}-rows" class="${toneOf(gone)}"><th scope="row">all rows<td class="n">${rows.before}${cells}`;
}

/** A column may be called "constructor". */
function outcomeIn(outcomes: ReportedStep["outcomes"], column: string): string {
  return (Object.hasOwn(outcomes, column) ? outcomes[column] : undefined) ?? "kept";
}

function renamed({ column, now }: ReportedColumn): Markup | null {
  return now === null || now === column ? null : html` → ${code(now)}`;
}

function lost({ lost, values }: ReportedColumn): Markup | null {
  if (lost === 0) return null;
  return html` <small>${lost === values ? `all ${count(values, "value")}` : `${lost} of ${count(values, "value")}`}</small>`;
}

/** A row below the column's, which opens what is known of it; none where nothing more is. */
function drill(table: ReportedTable, column: ReportedColumn, between: number, anchors: Anchors): Markup | null {
  const { examples } = column;
  const found = anchors.about(`${table.table}.${column.column}`);
  if (examples.length === 0 && found.length === 0) return null;
  const said = [
    ...(examples.length === 0 ? [] : [count(examples.length, "example")]),
    ...(found.length === 0 ? [] : [count(found.length, "finding")]),
  ].join(", ");
  return html`
<tr class="drill"><td colspan="${between + 3}"><details><summary>${said}<span class="unseen"> of ${column.column}</span></summary>${
    examples.length > 0 && exampleTable(table, column)
  }${
    found.length > 0 &&
    list(
      found.map(
        (finding) =>
          html`<a href="#${anchors.idOf(finding)}">${code(finding.code)}</a>${finding.at !== undefined && html` at ${placeOf(anchors, finding.at)}`}`,
      ),
    )
  }</details>`;
}

function exampleTable({ identity }: ReportedTable, column: ReportedColumn): Markup {
  const isKeyed = identity !== null && identity.length > 0;
  return html`<div class="scroll"><table class="examples"><caption class="unseen">Rows of which ${column.column} differs</caption>
<thead><tr><th scope="col">${isKeyed ? identity.join(", ") : "row"}<th scope="col">before<th scope="col">after</thead>
<tbody>${column.examples.map(
    (example) => html`
<tr><th scope="row">${keyOf(example)}<td>${shownValue(example.before)}<td>${shownValue(example.after)}`,
  )}
</tbody></table></div>`;
}

/** The bare value where one column tells rows apart: its name stands above. */
function keyOf({ key }: Example): Markup {
  const values = Object.values(key);
  return values.length === 1 ? shownValue(values[0] ?? null) : html`<span class="value">${spokenKey(key)}</span>`;
}
