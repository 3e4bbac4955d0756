import { outcomes } from "../outcomes.ts";

/** A sign of its own for each outcome, beside its word and its colour. */
const signed = Object.entries(outcomes)
  .map(
    ([outcome, { sign, tone }]) => `.o-${outcome} { --tone: var(--${tone}); --tone-ground: var(--${tone}-ground); }
.o-${outcome}::before { content: "${sign}\u00a0"; content: "${sign}\u00a0" / ""; }
`,
  )
  .join("");

/** The survival grid. */
export const grid = `${signed}
[class^="o-"] { color: var(--tone); }
[class^="o-"]::before { font-weight: 700; }
.legend { display: flex; flex-wrap: wrap; gap: 0.3rem 1.5rem; margin: 0 0 0.9rem; font-size: 0.85rem; }
.legend div { display: flex; gap: 0.5rem; }
.legend dt { white-space: nowrap; font-size: inherit; font-weight: 600; }
.legend dd { color: var(--soft); }
.tools { display: flex; flex-wrap: wrap; gap: 0.6rem 1.25rem; align-items: center; margin-bottom: 1rem; font-size: 0.88rem; }
.tools label { display: flex; flex-wrap: wrap; gap: 0.2rem 0.5rem; align-items: center; }
.tools output { color: var(--soft); }
.grid details.table { background: var(--paper); border: 1px solid var(--line); border-left: 4px solid var(--strong); border-radius: 6px; margin: 0.6rem 0; }
.grid details.bad { border-left-color: var(--bad); }
.grid details.unsure { border-left-color: var(--unsure); }
.grid details.changed { border-left-color: var(--changed); }
.grid .kept { margin-top: 1rem; }
.grid .kept > summary { padding: 0.4rem 0; color: var(--good); font-weight: 600; }
.grid .kept > summary::before { content: "✓ " / ""; }
.grid .kept details.table { margin: 0.25rem 0; border-left-color: var(--good); }
.grid .table > summary { padding: 0.55rem 0.9rem; }
.grid .table > summary > h3, .grid .table > summary > b { display: inline; font-weight: 650; }
.grid .table > summary > b { font-weight: 500; }
.grid .rows, .grid .tally { margin-left: 0.8rem; font-size: 0.85rem; color: var(--soft); }
.grid .table > .scroll { padding: 0 0.9rem 0.6rem; }
.grid .table > details { padding: 0.2rem 0.9rem 0.8rem; }
.cells tr[id] { scroll-margin-top: 3rem; }
.cells tr[id] > * { border-bottom: 0; border-top: 1px solid var(--line); padding-block: 0.25rem; }
.cells > * > tr > th:first-child { width: 18rem; min-width: 8rem; }
.cells > thead th:nth-child(n+3) { overflow-wrap: anywhere; }
.fits > .cells > thead th { position: sticky; top: 0; z-index: 1; background: var(--paper); border-bottom: 0; box-shadow: inset 0 -1px var(--strong); }
.cells > thead th:nth-child(2), .cells td.n { text-align: right; padding-right: 1.8rem; width: 8rem; font-variant-numeric: tabular-nums; }
.cells td[class^="o-"], .cells > thead th:nth-child(n+3) { padding-left: 0.7rem; }
.cells td.o-kept { color: var(--soft); }
.cells td.o-kept::before { color: var(--good); }
.cells td.o-lost, .cells td.o-altered, .cells td.o-unproven, .cells td.o-filled, .cells td.o-approved { background: var(--tone-ground); font-weight: 600; }
.cells td.same { font-weight: 400; }
.cells td small { display: inline; color: inherit; font-weight: 400; margin-left: 0.35rem; }
.cells tr[id]:has(+ .drill) { cursor: pointer; }
.cells .drill > td { border: 0; padding: 0 0 0.4rem 0; font-size: 0.85rem; }
.cells .drill > td > details { position: sticky; left: 0; max-width: 100cqi; }
.cells .drill > td > details > summary { color: var(--link); width: fit-content; }
.cells .drill ul { list-style: none; padding: 0; }
.examples { margin: 0.4rem 0; width: auto; background: var(--ground); border: 1px solid var(--line); }
.examples th, .examples td { padding: 0.25rem 0.8rem; max-width: 32rem; }
@media (max-width: 40rem) {
  .cells > * > tr > th:first-child { width: auto; min-width: 6rem; }
  .cells > thead th:nth-child(2), .cells td.n { width: auto; min-width: 0; padding-right: 0.8rem; }
  .cells > * > tr > * { padding-right: 0.4rem; }
  .cells td small { display: block; margin: 0; }
}
`;
