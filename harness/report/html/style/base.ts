/** Colours, type, and where the parts of a page stand. */
export const base = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#fbfaf8, #16181b);
  --paper: light-dark(#ffffff, #1d2024);
  --ink: light-dark(#1d2125, #e4e6e8);
  --soft: light-dark(#565d66, #a5adb6);
  --line: light-dark(#e2e0da, #32373d);
  --strong: light-dark(#8b8f96, #757d87);
  --link: light-dark(#0b5394, #8cbfff);
  --bad: light-dark(#ab1d1d, #ff9d94);
  --bad-ground: light-dark(#fdeceb, #3a1d1c);
  --unsure: light-dark(#7a4b00, #f2c069);
  --unsure-ground: light-dark(#fdf3dc, #352a14);
  --good: light-dark(#1c6b3c, #86d6a2);
  --good-ground: light-dark(#e8f4ec, #17301f);
  --changed: light-dark(#33509a, #a9bfff);
  --changed-ground: light-dark(#ebf0fb, #1f2946);
  --mono: ui-monospace, SFMono-Regular, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 0 1.25rem 5rem; max-width: 88rem;
  background: var(--ground); color: var(--ink);
  font: 0.9375rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
  overflow-wrap: anywhere;
}
code, pre, .value { font-family: var(--mono); font-size: 0.9em; unicode-bidi: isolate; }
code, .value { white-space: pre-wrap; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.2em; text-decoration-color: color-mix(in srgb, currentColor 45%, transparent); }
a:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
:target { scroll-margin-top: 1rem; }
h1, h2, h3, h4 { line-height: 1.25; font-weight: 650; margin: 0; }
h2 { font-size: 1.3rem; letter-spacing: -0.01em; }
h3 { font-size: 1rem; }
h4 { font-size: 0.9375rem; }
p { margin: 0.5rem 0; max-width: 75ch; }
ul { margin: 0.25rem 0; padding-left: 1.25rem; }
small { font-size: 0.85em; color: var(--soft); }
button, input, select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--strong); border-radius: 5px; padding: 0.25rem 0.6rem; }
button { cursor: pointer; font-size: 0.85rem; }
[hidden] { display: none !important; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--paper); padding: 0.5rem 1rem; z-index: 2; }
.skip:focus { top: 0.5rem; }
header { display: flex; justify-content: space-between; align-items: center; padding: 0.9rem 0; color: var(--soft); }
header p { margin: 0; }
header b { color: var(--ink); }
header + main { grid-column: 1 / -1; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0; padding: 0 0 1rem; }
nav small { white-space: nowrap; }
main { min-width: 0; outline: none; }
section { margin: 0 0 3rem; }
section > h2 { margin-bottom: 0.9rem; outline-offset: 6px; }
@media (min-width: 72rem) {
  body { display: grid; grid-template-columns: 13rem minmax(0, 1fr); column-gap: 3rem; }
  header { grid-column: 1 / -1; }
  nav { position: sticky; top: 1rem; align-self: start; }
  nav ul { flex-direction: column; gap: 0.7rem; padding-top: 0.4rem; }
  nav small { display: block; line-height: 1.3; }
}
@media (max-width: 40rem) { body { padding-inline: 0.9rem; } nav small { display: none; } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: auto; } }
@media print {
  :root { color-scheme: light !important; font-size: 11px; }
  body { display: block; max-width: none; background: none; }
  nav, header button, .skip, .tools { display: none !important; }
  section, tr, li { break-inside: avoid-page; }
  section { break-inside: auto; }
}
`;
