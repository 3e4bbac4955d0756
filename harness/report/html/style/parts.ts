/** The verdict, findings, SQL, and tables. */
export const parts = `
.verdict { background: var(--paper); border: 1px solid var(--line); border-top: 5px solid var(--tone); border-radius: 8px; padding: 1.4rem clamp(1rem, 3vw, 2rem) 1.2rem; --tone: var(--good); --tone-ground: var(--good-ground); }
.verdict.bad { --tone: var(--bad); --tone-ground: var(--bad-ground); }
.verdict.unsure { --tone: var(--unsure); --tone-ground: var(--unsure-ground); }
.verdict h1 { font-size: clamp(1.2rem, 2.8vw, 1.6rem); letter-spacing: -0.015em; font-weight: 500; margin-bottom: 1rem; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.1em 0.5em; }
.verdict h1 b { color: var(--tone); font-weight: 750; }
.verdict h1 .sign { font-size: 0.8em; color: var(--tone); background: var(--tone-ground); width: 1.8em; height: 1.8em; line-height: 1.8em; text-align: center; border-radius: 50%; align-self: center; flex: none; }
.facts { display: flex; flex-wrap: wrap; gap: 0.7rem 2.4rem; margin: 0 0 1.2rem; }
.facts div { min-width: 0; }
dt { font-size: 0.8rem; color: var(--soft); }
dd { margin: 0; }
.tally a, .grid .tally span { white-space: nowrap; margin-right: 0.5rem; }
a.error, .sign.error { color: var(--bad); }
a.warning, .sign.warning { color: var(--unsure); }
a.note, .sign.note { color: var(--soft); }
.sign { font-weight: 700; }
.error > h2 { font-size: 1rem; color: var(--bad); letter-spacing: 0; }
h2 > code, h4 > code { font-size: 0.8rem; font-weight: 400; color: var(--soft); margin-left: 0.3rem; }
.errors { border-top: 1px solid var(--line); padding-top: 1rem; display: grid; gap: 1.3rem; }
.errors ul { list-style: none; padding: 0; margin: 0.4rem 0 0.7rem; display: grid; grid-template-columns: fit-content(22rem) minmax(0, 1fr) fit-content(18rem); column-gap: 1.5rem; }
.errors li { padding: 0.35rem 0; border-bottom: 1px solid var(--line); display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: baseline; }
.errors li > a { font-weight: 600; font-size: 0.95em; }
@media (max-width: 60rem) { .errors ul, .errors li { display: block; } }
@media (max-width: 40rem) { .errors li > *, h2 > code, h4 > code { display: block; width: fit-content; margin-left: 0; } }
.remedy { border-left: 3px solid var(--good); background: var(--good-ground); padding: 0.5rem 0.8rem; border-radius: 0 5px 5px 0; max-width: none; }
.remedy::before { content: "→ " / ""; font-weight: 700; color: var(--good); }
.again { margin-top: 1.4rem; }
.again h2 { font-size: 0.95rem; }
pre { margin: 0.4rem 0; padding: 0.6rem 0.8rem; background: var(--ground); border: 1px solid var(--line); border-radius: 5px; white-space: pre-wrap; font-size: 0.85rem; }
.again pre { user-select: all; }
.again pre span { display: inline-block; max-width: 100%; }
pre code { font-size: 1em; }
.found { background: var(--paper); border: 1px solid var(--line); border-left: 4px solid var(--bad); border-radius: 5px; padding: 0.8rem 1rem; margin: 0.7rem 0; }
.found.warning { border-left-color: var(--unsure); }
.found.note { border-left-color: var(--strong); }
.found ul { list-style: none; padding: 0; margin: 0.3rem 0; }
.found li { padding: 0.55rem 0; border-bottom: 1px solid var(--line); }
.found li:last-child { border-bottom: 0; }
.found li b { font-weight: 600; }
#findings > h3 { margin: 1.6rem 0 0.4rem; }
.at, .proof { font-size: 0.88rem; color: var(--soft); margin-top: 0.25rem; }
.at > code { margin-left: 0.4rem; }
.at pre { margin: 0.25rem 0; }
li:target, tr:target > *, details:target > summary { background: var(--changed-ground) !important; }
details > summary { cursor: pointer; }
.scroll { overflow-x: auto; max-width: 100%; container-type: inline-size; }
.scroll.fits { overflow-x: visible; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
caption { text-align: left; color: var(--soft); padding: 0.3rem 0; font-size: 0.88rem; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.9rem 0.35rem 0; border-bottom: 1px solid var(--line); min-width: 4.5rem; overflow-wrap: break-word; }
thead th { font-weight: 500; font-size: 0.82rem; color: var(--soft); border-bottom-color: var(--strong); }
tbody th { font-weight: 500; }
td small, th small { display: block; }
.found-of { display: block; font-size: 0.88em; margin-top: 0.2rem; }
#back td, #back tbody th { min-width: 10rem; }
#times table { max-width: 44rem; }
#times td:nth-child(2) { text-align: right; font-variant-numeric: tabular-nums; padding-right: 2rem; }
#times thead th:nth-child(2) { text-align: right; padding-right: 2rem; }
#times tr > :nth-child(3) { width: 60%; }
section > details, section > .scroll { margin: 0.8rem 0; }
.way.good { color: var(--good); } .way.bad { color: var(--bad); } .way.unsure { color: var(--unsure); } .way.none { color: var(--soft); font-weight: 500; }
.bar { width: 100%; min-width: 6rem; height: 0.75rem; display: block; margin-top: 0.35em; }
.bar rect { fill: var(--changed); opacity: 0.75; }
.no { font-style: normal; font-size: 0.8rem; color: var(--soft); border: 1px dashed var(--strong); border-radius: 3px; padding: 0 0.3em; white-space: nowrap; }
.space { color: var(--strong); }
.long summary { list-style: none; }
.long summary::before { content: "▸ "; } .long[open] summary::before { content: "▾ "; }
.file { background: var(--paper); border: 1px solid var(--line); border-radius: 6px; margin: 0.8rem 0; }
.file > summary { padding: 0.6rem 0.9rem; }
.file > summary h3 { display: inline; font-size: 0.95rem; }
.file > summary .tally, .file > p { color: var(--soft); font-size: 0.85rem; }
.file > p { padding: 0 0.9rem; }
.sql { margin: 0; padding: 0.3rem 0 0.6rem; border-top: 1px solid var(--line); font-size: 0.92rem; }
.sql li { margin-left: 3.4rem; padding: 0.06rem 0.9rem 0.06rem 0.6rem; border-left: 3px solid transparent; }
.sql li::marker { color: var(--soft); font: 0.8rem var(--mono); }
.sql li.error { border-left-color: var(--bad); background: var(--bad-ground); }
.sql li.warning { border-left-color: var(--unsure); background: var(--unsure-ground); }
.sql li.note { border-left-color: var(--strong); }
.sql a { display: block; font-size: 0.85rem; }
@media (max-width: 40rem) { .sql li { margin-left: 2.6rem; padding-right: 0.4rem; } }
`;
