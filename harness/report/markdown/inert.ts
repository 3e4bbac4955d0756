import { cleanCut } from "../cut.ts";

/**
 * What no reader of Markdown takes for more than a word. Not among them: what GitHub would link by itself, as @names, #123,
 * GH-123, addresses and hashes of commits.
 */
const word = /^["“']?(?:\p{L}+(?:['’-]\p{L}+)*|\p{N}{1,6}(?:[.,]\p{N}{1,6})*|[→·—–-]|)["”']?$/u;
const hash = /[0-9a-f]{7,}/i;

/** So much of one foreign text is shown. */
const most = 500;

/** Foreign text within a line of Markdown: words stay words, and all else stands in code, where nothing comes alive. */
export function inert(text: string): string {
  const runs: { readonly isCode: boolean; text: string }[] = [];
  for (const part of cleanCut(text, most)
    .split(/\s+/)
    .filter((one) => one !== "")) {
    const { before, core, after } = withoutMarks(part);
    const isWord = word.test(core) && !hash.test(core);
    const last = runs.at(-1);
    if (!isWord && before === "" && last?.isCode === true) last.text += ` ${core}`;
    else runs.push({ isCode: false, text: ` ${before}` }, { isCode: !isWord, text: core });
    if (after !== "") runs.push({ isCode: false, text: after });
  }
  return runs
    .map((run) => (run.isCode ? code(run.text) : run.text))
    .join("")
    .trimStart();
}

/** A word, and the marks that stand around it: "(now)." is "(", "now" and ").". */
function withoutMarks(part: string): { readonly before: string; readonly core: string; readonly after: string } {
  const before = /^\(*/.exec(part)?.[0] ?? "";
  const rest = part.slice(before.length);
  const after = (rest.includes("(") ? /[.,;:!?…]*$/ : /[).,;:!?…]*$/).exec(rest)?.[0] ?? "";
  return { before, core: rest.slice(0, rest.length - after.length), after };
}

/**
 * Foreign text as code. A `|` would end a cell, and readers do not agree on how one is escaped in code: it stands between
 * two pieces of code.
 */
export function code(text: string): string {
  const pieces = cleanCut(text, most).split("|");
  return pieces.map((piece) => (piece === "" ? "" : span(piece))).join("&#124;") || "(empty)";
}

function span(text: string): string {
  const fence = "`".repeat(longestRun(text) + 1);
  const isPadded = /^`|`$/.test(text) || (/^ .* $/.test(text) && text.trim() !== "");
  return isPadded ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

/** Lines as a block of code that nothing in them can end; foreign text in them is clean already. */
export function fenced(lines: string, language: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(lines) + 1));
  return `${fence}${language}\n${lines}\n${fence}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}

/** Cells are Markdown already, in one line each. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** What is opened with a click; `inside` is Markdown. */
export function folded(summary: string, inside: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${inside}\n\n</details>`;
}
