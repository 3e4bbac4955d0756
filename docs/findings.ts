import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { errors } from "../harness/codes/errors.ts";
import { type CodeEntry, codes, families } from "../harness/codes/index.ts";
import { rules } from "../harness/lint/index.ts";
import { damageCodes } from "../harness/tools/files/codes.ts";

const written = "<!-- Written by docs/findings.ts: npm run docs -->";

/** Every page of docs/findings/ as it is committed, by the name of its file. */
export function findingPages(): Readonly<Record<string, string>> {
  return {
    "README.md": contents(),
    "errors.md": errorsPage(),
    ...Object.fromEntries(codes.map((entry) => [basename(entry.page), page(entry)])),
  };
}

function contents(): string {
  const sections = Object.entries(families).flatMap(([family, about]) => [
    `## ${family}`,
    about,
    [
      "| code | severity | said by | |",
      "| --- | --- | --- | --- |",
      ...codes.filter((entry) => entry.family === family).map(row),
    ].join("\n"),
  ]);
  return `${[head, ...sections].join("\n\n")}\n`;
}

const head = `# Findings

${written}

Every finding has a code, \`<family>/<what>\`, which stays what it is. Each code has a page: what was seen, what it does in production, and what to do
instead. What ends a run before it can judge is no finding but an [error](errors.md).

An **error** makes the run end with 1, a **warning** and a **note** do not. Where a code has several severities, its page says which one when. An
[approval](../declarations.md#what-can-be-approved) makes an error a note.`;

function row({ code, severities, by, title, page }: CodeEntry): string {
  return `| [\`${code}\`](${basename(page)}) | ${severities.join(", ")} | ${by.map(quoted).join(", ")} | ${title} |`;
}

function quoted(command: string): string {
  return `\`${command}\``;
}

const kinds = {
  input: "Exit code 2: what was given cannot be used.",
  environment: "Exit code 3: what a run needs is not to be had, or went away.",
  guard: "`guardedMigrate()` refuses a deploy, or says that one went wrong. See [deploy](../deploy.md).",
  bug: "Exit code 4: a bug of holdfast. Please report it, with the migration that showed it.",
} as const;

function errorsPage(): string {
  const sections = Object.entries(kinds).map(([kind, about]) => {
    const rows = Object.entries(errors).filter(([code]) => code.startsWith(`${kind}/`));
    const table = ["| code | says |", "| --- | --- |", ...rows.map(([code, says]) => `| \`${code}\` | ${says} |`)];
    return [`## ${kind}`, about, table.join("\n"), ...(kind === "input" ? [refusedFolders()] : [])].join("\n\n");
  });
  return `${[errorsHead, ...sections].join("\n\n")}\n`;
}

const errorsHead = `# Errors

${written}

A bad migration is a [finding](README.md). What keeps a run from judging at all is an error: it is printed with what was tried and what to do, and
stands in \`error\` of [\`--json\`](../json.md), with its code.`;

/** What \`check\` finds of such a folder, every other command refuses. */
function refusedFolders(): string {
  const names = Object.entries(damageCodes).flatMap(([name, { bearsOn }]) => (bearsOn === "refused" ? name : []));
  const links = names.map((name) => `[\`input/${name}\`](history-${name}.md)`);
  return `And a folder that its tool would refuse, too, by what \`check\` finds of it: ${links.join(", ")}.`;
}

function page(entry: CodeEntry): string {
  const { code, title, severities, by, means, why, next } = entry;
  const parts = [
    `# ${code}`,
    written,
    `**${title}.** ${sentence(severities.join(" or "))}, said by ${by.map((command) => `\`holdfast ${command}\``).join(", ")}.${besideARun(entry)}`,
    means,
    "## Why it matters",
    why,
    "## What to do",
    next.map((way) => `- ${way}`).join("\n"),
    ...example(entry),
    ...ofRule(entry),
    `See also: ${[...seeAlso(entry), "[all findings](README.md)"].join(" · ")}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

/** What ran is judged by what it did: damage of the files is milder beside it. */
function besideARun({ code, family, by }: CodeEntry): string {
  const damage = Object.entries(damageCodes).find(([name]) => code === `history/${name}`)?.[1];
  if (family !== "history" || damage === undefined || !by.includes("verify")) return "";
  return ` In \`verify\` it is at most a ${damage.bearsOn === "run" ? "warning" : "note"}.`;
}

function example({ code, example }: CodeEntry): readonly string[] {
  if (example === undefined) return [];
  const { before, candidate, says } = example;
  return [
    "## Example",
    ...(before === undefined ? [] : ["What stands before:", sql([before])]),
    "The candidate:",
    sql([candidate]),
    "`holdfast verify` prints:",
    ["```text", code, `  ${says}`, "```"].join("\n"),
  ];
}

/** A rule of the lint has texts that its own test runs. */
function ofRule({ code }: CodeEntry): readonly string[] {
  const rule = Object.values(rules).find((one) => code === `lint/${one.code}`);
  if (rule === undefined) return [];
  const ended = (texts: readonly string[]) => sql(texts.map((text) => `${text};`));
  return ["## Flagged", ended(rule.flags), "## Not flagged", ended(rule.permits)];
}

function sql(texts: readonly string[]): string {
  return ["```sql", texts.join("\n\n"), "```"].join("\n");
}

function seeAlso({ see = [] }: CodeEntry): readonly string[] {
  return see.map((name) => `[${sentence(basename(name, ".md").replaceAll("-", " "))}](../${name})`);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

if (process.argv[1] === import.meta.filename) {
  const folder = new URL("findings/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  const pages = findingPages();
  for (const name of readdirSync(folder)) {
    if (!(name in pages)) rmSync(new URL(name, folder));
  }
  for (const [name, text] of Object.entries(pages)) writeFileSync(new URL(name, folder), text);
}
