import type { LintSummary, Report, ReportedCoverage } from "../../model/report.ts";
import { count } from "../../text/count.ts";
import { seconds } from "../content/verify.ts";
import { type Child, html, type Markup } from "./escape.ts";
import { code, fold, type Part, paragraph, table } from "./parts.ts";

/** Which columns held rows that could show a loss; those that did not first. */
export function coveragePart({ seed, from }: Report): Part {
  const { coverage, covered, columns } = seed;
  const missing = coverage.filter((column) => column.missing.length > 0);
  const refused = coverage.filter(({ witnesses }) => witnesses.refused.length > 0);
  const made = from === undefined ? count(seed.rows, "row") : `the rows of a copy of ${from}`;
  return {
    id: "coverage",
    title: "Coverage",
    aside: `${covered} of ${count(columns, "column")}`,
    body: html`${paragraph(`${covered} of ${count(columns, "column")} held values that could show a loss, in ${made}${from === undefined ? ` of ${count(seed.tables, "table")} (seed ${seed.seed})` : ""}.`)}${
      missing.length > 0 &&
      table({
        caption: "What is missing, and could show a loss",
        heads: ["column", "missing", "because"],
        rows: missing.map(missed),
      })
    }${
      refused.length > 0 &&
      fold(
        `Awkward values that could not be placed, in ${count(refused.length, "column")}`,
        table({
          caption: "Awkward values that could not be placed",
          heads: ["column", "not placed", "because"],
          rows: refused.map(kept),
        }),
      )
    }${
      coverage.length > 0 &&
      fold(
        `All ${count(coverage.length, "column")}`,
        table({
          caption: "What each column held",
          heads: ["column", "rows", "NULLs", "distinct values", "awkward values"],
          rows: coverage.map(held),
        }),
      )
    }`,
  };
}

function missed({ column, missing, because }: ReportedCoverage): readonly Child[] {
  return [code(column), missing.join("; "), because ?? "–"];
}

function kept({ column, witnesses, because }: ReportedCoverage): readonly Child[] {
  return [
    code(column),
    witnesses.refused.map((value, place) => html`${place > 0 && ", "}${code(value)}`),
    because ?? "–",
  ];
}

function held({ column, rows, nulls, distinct, witnesses }: ReportedCoverage): readonly Child[] {
  return [code(column), rows, nulls, distinct, witnesses.placed];
}

/** What could be read of the statements before they ran. */
export function lintPart({ statements, unread, suppressed }: LintSummary): Part {
  const left = suppressed === 0 ? "" : `; ${count(suppressed, "finding")} left out by comments above a statement`;
  return {
    id: "lint",
    title: "Lint",
    aside: count(statements, "statement"),
    body: html`${paragraph(`The SQL was read before it ran: ${count(statements, "statement")}${left}.`)}${unread.length > 0 && unreadOf(unread)}`,
  };
}

function unreadOf(unread: LintSummary["unread"]): Markup {
  return table({
    caption: "Statements that only running can tell about",
    heads: ["place", "why"],
    rows: unread.map(({ file, line, why }) => [code(`${file}:${line}`), why]),
  });
}

/** How long each phase took, and a bar for it. */
export function timesPart(milliseconds: Readonly<Record<string, number>>): Part {
  const phases = Object.entries(milliseconds).filter(([phase]) => phase !== "total");
  const total = milliseconds.total ?? 0;
  const longest = Math.max(1, ...phases.map(([, time]) => time));
  return {
    id: "times",
    title: "Times",
    aside: seconds(total),
    body: table({
      caption: "Where the time went",
      heads: ["phase", "milliseconds", "share"],
      rows: [...phases.map(([phase, time]) => [phase, time, bar(time / longest)]), ["all of it", total, ""]],
    }),
  };
}

function bar(share: number): Markup {
  const width = Math.round(share * 1000) / 10;
  return html`<svg class="bar" aria-hidden="true" focusable="false"><rect width="${width}%" height="100%"/></svg>`;
}
