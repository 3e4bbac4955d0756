import { writeFileSync } from "node:fs";
import { ruleGroups, settled } from "../harness/codes/lint.ts";
import { type Rule, rules } from "../harness/lint/index.ts";

/** The page as it is committed: every rule, with what it flags and what it lets pass. */
export function lintPage(): string {
  const sections = Object.entries(ruleGroups).flatMap(([kind, title]) => [
    `## ${title}`,
    ...Object.values(rules)
      .filter(({ about }) => about === kind)
      .map(section),
  ]);
  return `${[head, contents(), ...sections].join("\n\n")}\n`;
}

const head = `# Lint

<!-- Written by docs/lint.ts: npm run docs -->

\`holdfast check\` reads the statements of the last migration, with \`--base REF\` of every migration that the ref does not have, with
PostgreSQL's own parser, on top of all that ran before. \`holdfast verify\` reads those of its candidate and holds what was read against
what running showed. Every finding has the code \`lint/<rule>\`, the object, the statement's place and a remedy.

## What reading can tell, and what only running can

| | says | where |
| --- | --- | --- |
| \`check\` | what a statement is bound to do, or may do, whatever the rows are. An error makes the verdict \`DANGEROUS\`, exit code 1 | files only |
| \`verify\` | what became of every row and value. Reading is a second witness: no finding of lint is more than a warning there | a real server with rows |

In \`verify\`, a rule and the run that speak of one statement are one finding:

- **confirmed**: the run's finding stands, with \`read in the SQL, too: lint/…\` below its place: the rule would have told without running. A loss that was
  approved or declared is confirmed, too, as a note.
- **refuted**: the statement ran on rows that could have shown the harm, and did none. A note, with what was seen. Where no row could
  show it (no NULL where NULLs are feared, no two rows that share a value, a column without values, a statement behind one that failed), it
  stays a warning.
- **only running showed this**: something was lost by a statement of which no rule says so: an \`UPDATE\` with a WHERE that is too wide, a join that
  drops rows, a trigger, SQL that is put together when it runs.
- Rules about deploys stay warnings: no row shows what a lock does in production.

In the JSON these are \`proof\` (\`confirmed\`, \`refuted\`, \`only-ran\`) and \`rules\` of a finding.

**Unread.** \`EXECUTE\` of a text that is put together when it runs, \`DO\` and functions in languages other than SQL and PL/pgSQL, text that does
not parse, and an Alembic revision whose SQL \`alembic upgrade --sql\` cannot print are the note \`lint/unread\`, counted below the report.
Bodies of \`DO\` blocks and of functions that a migration makes and calls are read.

## Meant all the same

- **An approval** of the object in \`holdfast/<migration>.json\` makes a finding of \`check\` a note with its owner and date, as long as it has not
  expired and the file is the one that was approved. What takes protection away needs the approval's \`code\`, such as \`protection/policy-lost\`.
- **A declaration** of the object makes it a note as well: \`verify\` holds what is declared against every row. That rows are deleted
  does not say that their table may be dropped.
- **A comment** directly above one statement takes one rule's findings of it away, with a reason. Several lines name several rules:

\`\`\`sql
-- holdfast-ignore lint/lock-for-index: 200 rows, built in a moment
create index on settings (name);
\`\`\`

| code | severity | says |
| --- | --- | --- |
| \`lint/suppression-without-reason\` | error | the comment gives no reason, and leaves nothing out |
| \`lint/suppression-unknown-rule\` | error | there is no such rule |
| \`lint/suppression-unused\` | warning | the rule says nothing of that statement, or the comment stands above none |
| \`lint/unread\` | note | not all that the statement runs could be read |

A comment silences lint alone: what running shows is told all the same.`;

function contents(): string {
  const rows = Object.values(rules).map(
    ({ code, title, about, severity }) => `| [\`${code}\`](#${code}) | ${title} | ${about} | ${severity} |`,
  );
  return ["## Rules", "", "| rule | says | about | in `check` |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function section(rule: Rule): string {
  const { code, severity, harm, remedy, flags, permits } = rule;
  return [
    `### ${code}`,
    harm,
    `**Instead:** ${remedy}`,
    `**In \`check\`:** ${severity}. **Settled in \`verify\` by:** ${settled(rule)}.`,
    "Flagged:",
    fenced(flags),
    "Not flagged:",
    fenced(permits),
  ].join("\n\n");
}

function fenced(examples: readonly string[]): string {
  return ["```sql", examples.map((sql) => `${sql};`).join("\n\n"), "```"].join("\n");
}

if (process.argv[1] === import.meta.filename) writeFileSync(new URL("lint.md", import.meta.url), lintPage());
