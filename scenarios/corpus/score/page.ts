import type { Case } from "../case.ts";
import { type Rating, rate, silent } from "./rating.ts";
import type { Heard } from "./system.ts";

/** Where and when a run was made, for the part of the page that another machine would write differently. */
export interface Run {
  readonly postgres: string;
  readonly node: string;
  readonly cores: number;
  /** ISO date. */
  readonly day: string;
}

interface Column {
  readonly heard: Heard;
  readonly ratings: ReadonlyMap<string, Rating>;
}

type Rate = (rating: Rating) => boolean;

/** docs/corpus.md, as a run writes it; ours come first among the systems. */
export function corpusPage(cases: readonly Case[], all: readonly Heard[], run: Run): string {
  const columns = all.map((heard) => ({ heard, ratings: new Map(cases.map((one) => [one.file, rate(one, heard)])) }));
  const losses = cases.filter(({ isLoss }) => isLoss);
  const told = cases.filter(({ file }) => file.startsWith("told/"));
  const harmless = cases.filter((one) => !one.isLoss && !told.includes(one));
  const parts = [
    head(losses.length, harmless.length, told.length),
    summary({ losses, harmless, told }, columns),
    definitions(all),
    byKind(losses, columns),
    ours(losses, harmless, columns[0]),
    seconds(cases.length, all, run),
    everyCase("Every loss", losses, columns, lossMark),
    everyCase("Every harmless migration", harmless, columns, alarmMark),
    everyCase("Every migration that is harmless once it is declared", told, columns, alarmMark),
  ];
  return `${parts.join("\n\n")}\n`;
}

const head = (losses: number, harmless: number, told: number) => `# The corpus, and what is found of it

<!-- Written by docs/corpus.ts: npm run corpus -->

[scenarios/corpus](../scenarios/corpus) holds ${losses} small migrations that lose something and ${harmless} that lose nothing, many of
which look as if they did; ${told} more lose nothing, which nobody but their authors can say. What is harmless are patterns of public
histories, most with their source. All systems below judged the same files in one run. What holdfast misses stands
[further down](#what-holdfast-misses) by name.

A linter reads the text of a migration and nothing else: it needs no server, no base and no rows, and answers in a fraction of a
second. \`holdfast verify\` runs the migration on rows and compares them. Most rules of squawk and pgfence are about locks and
about clients that still run, which this corpus does not measure and in which they say what holdfast's comparison cannot.
So these figures tell how well each answers one question, "does this lose data or protection?", and nothing else of them.`;

type Groups = Readonly<Record<"losses" | "harmless" | "told", readonly Case[]>>;

function summary({ losses, harmless, told }: Groups, columns: readonly Column[]): string {
  const row = (what: string, of: readonly Case[], is: Rate) =>
    `| ${what} | ${columns.map(({ ratings }) => `${amount(of, ratings, is)} of ${of.length}`).join(" | ")} |`;
  return [
    table(columns, ""),
    row("losses: **warned** of", losses, ({ warned }) => warned),
    row("losses: said to be **grave**", losses, ({ grave }) => grave),
    row("losses: what is lost **named**", losses, ({ named }) => named),
    row("harmless: warned of, a false alarm", harmless, ({ warned }) => warned),
    row("harmless: said to be grave, a false alarm", harmless, ({ grave }) => grave),
    row("harmless once declared: warned of", told, ({ warned }) => warned),
    row("harmless once declared: said to be grave", told, ({ grave }) => grave),
    row("could not be read", [...losses, ...harmless, ...told], ({ unread }) => unread),
  ].join("\n");
}

function definitions(all: readonly Heard[]): string {
  const systems = all.map(({ system }) => {
    const left = system.leftOut.length === 0 ? "" : ` Not counted: ${system.leftOut.map(code).join(", ")}.`;
    const grave = system.grave === null ? "" : ` Grave: ${system.grave.map(code).join(", ")}.`;
    return `- **${system.name}** ${system.version}: ${system.how}${left}${grave}`;
  });
  return `## How it is counted

- *Warned*: any error or warning about the candidate, whatever it is about, but for rules of style and of settings. This is the
  generous figure: a note on locks counts as having warned of a loss. The same holds for the harmless.
- *Grave*: a finding that says that data are at stake, or that the statement may fail on rows that are there. This is the strict
  figure. Of the peers it is a list of rules, of holdfast its errors.
- *Named*: of what was warned, something points at a line of a statement that loses, or has the name of the lost column, table,
  policy, … in its words. One of them is enough where several are lost.
- *Harmless once declared*: values rewritten so that they can be had back, moved to another table, or protected in other words.
  holdfast stops these by design until a [declaration](declarations.md) or an approval says what is meant, holds that against
  every row, and then passes them ([told](../scenarios/corpus/told)); here it was told nothing. A change of values that is meant
  and cannot be had back is in no group: to holdfast it is a loss, until it is declared.

${systems.join("\n")}`;
}

function byKind(losses: readonly Case[], columns: readonly Column[]): string {
  const kinds = [...new Set(losses.map(({ kind }) => kind))].toSorted();
  const rows = kinds.map((kind) => {
    const of = losses.filter((one) => one.kind === kind);
    const cells = columns.map(({ ratings }) => {
      return [({ warned }: Rating) => warned, ({ named }: Rating) => named]
        .map((is) => amount(of, ratings, is))
        .join(" / ");
    });
    return `| ${kind} | ${of.length} | ${cells.join(" | ")} |`;
  });
  return ["## By kind of loss", "", "Warned of / named.", "", table(columns, "kind", "cases"), ...rows].join("\n");
}

function ours(losses: readonly Case[], harmless: readonly Case[], column: Column | undefined): string {
  const rated = (one: Case) => column?.ratings.get(one.file);
  // What running does not show is missed, though reading alone may have warned of the statement.
  const missed = losses.filter((one) => one.misses !== null || rated(one)?.named !== true);
  const alarmed = harmless.filter((one) => rated(one)?.grave === true);
  const line = (one: Case) => `- ${link(one)}: ${one.title}${one.misses === null ? "" : ` (${one.misses})`}`;
  const list = (of: readonly Case[]) => (of.length === 0 ? "None." : of.map(line).join("\n"));
  return `## What holdfast misses\n\n${list(missed)}\n\n## Where holdfast stops what is harmless\n\n${list(alarmed)}`;
}

function seconds(cases: number, all: readonly Heard[], { postgres, node, cores, day }: Run): string {
  const rows = all.map(({ system, seconds: spent }) => {
    return `| ${system.name} | ${Math.round(spent)} | ${(spent / cases).toFixed(spent / cases < 0.1 ? 3 : 2)} |`;
  });
  return `## Seconds

Of a run on ${day}, on ${cores} cores, with Node.js ${node} and PostgreSQL ${postgres}; other machines have other figures. The peers
read a few hundred short files at once, most of which is the start of their process.

| system | all ${cases} cases | one case |
| --- | --- | --- |
${rows.join("\n")}`;
}

function everyCase(
  title: string,
  of: readonly Case[],
  columns: readonly Column[],
  mark: (rating: Rating) => string,
): string {
  const rows = of.map((one) => {
    const cells = columns.map(({ ratings }) => mark(ratings.get(one.file) ?? silent));
    return `| ${link(one)} | ${one.title.replaceAll("|", "\\|")} | ${cells.join(" | ")} |`;
  });
  return [
    "<details>",
    `<summary>${title}</summary>`,
    "",
    table(columns, "case", "title"),
    ...rows,
    "",
    "</details>",
  ].join("\n");
}

function lossMark({ unread, warned, named, rules }: Rating): string {
  if (unread) return "not read";
  if (!warned) return "**missed**";
  return `${named ? "named" : "warned"}: ${rules.map(code).join(", ")}`;
}

function alarmMark({ unread, warned, grave, rules }: Rating): string {
  if (unread) return "not read";
  if (!warned) return "";
  return `${grave ? "**grave**" : "warned"}: ${rules.map(code).join(", ")}`;
}

function table(columns: readonly Column[], ...first: readonly string[]): string {
  const names = [...first, ...columns.map(({ heard }) => heard.system.name)];
  return `| ${names.join(" | ")} |\n|${" --- |".repeat(names.length)}`;
}

function amount(of: readonly Case[], ratings: ReadonlyMap<string, Rating>, is: Rate): number {
  return of.filter(({ file }) => is(ratings.get(file) ?? silent)).length;
}

/** The file's name from the page, without its ending: "values/double-to-real". */
function link({ file }: Case): string {
  return `[${file.replace(/^\w+\/|\.sql$/g, "")}](../scenarios/corpus/${file})`;
}

function code(rule: string): string {
  return `\`${rule}\``;
}
