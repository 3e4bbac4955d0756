import { type Rule, rules } from "../lint/index.ts";
import type { LintRuleName } from "../model/codes.ts";
import type { CodeText, Texts } from "./text.ts";

/** What a rule is about, as the heading of its group. */
export const ruleGroups: Readonly<Record<Rule["about"], string>> = {
  destructive: "Destructive: it loses data or protection whatever the rows are",
  data: "Data-dependent: whether it runs at all depends on the rows",
  lossy: "Lossy: what it changes may not be had back",
  deploy: "Deploys: what a lock, a transaction or a running release makes dangerous",
};

const families: Readonly<Record<Rule["settledBy"][number], string>> = {
  survival: "rows and values compared before and after",
  protection: "policies, triggers, constraints and sequences compared before and after",
  candidate: "whether the statement runs through on rows",
};

const needs: Readonly<Record<NonNullable<Rule["needs"]>, string>> = {
  null: "rows that hold NULL there",
  repeated: "rows that share a value there",
};

/** What running the statement shows of the rule, in words. */
export function settled({ settledBy, needs: wanted }: Rule): string {
  if (settledBy.length === 0) return "nothing; rows cannot tell";
  const proof = settledBy.map((family) => families[family]).join("; ");
  return wanted === undefined ? proof : `${proof}, on ${needs[wanted]}`;
}

/** What an approval gives up is what running the statement would show to be lost. */
function approvable({ settledBy }: Rule): string {
  const approve = "approve the object in `holdfast/<migration>.json`";
  if (settledBy.includes("survival")) return `${approve}, or `;
  return settledBy.includes("protection") ? `${approve} with its \`protection/…\` code, or ` : "";
}

const by = ["check", "verify"] as const;
const see = ["lint.md"] as const;

function textOf(rule: Rule): CodeText {
  return {
    title: rule.title,
    severities: [rule.severity],
    by,
    means: `Read in the statement, on top of all that ran before; no database is asked. ${ruleGroups[rule.about]}. In \`verify\` it is at most a warning, and settled by: ${settled(rule)}.`,
    why: rule.harm,
    next: [
      rule.remedy,
      `If it is meant: ${approvable(rule)}leave the rule out for one statement by \`-- holdfast-ignore lint/${rule.code}: <reason>\` above it.`,
    ],
    see,
  };
}

/** The list of the rules has one of each name, which `Object.fromEntries` forgets. */
const ofRules = Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, textOf(rule)])) as Readonly<
  Record<LintRuleName, CodeText>
>;

export const lint: Texts<"lint"> = {
  ...ofRules,
  unread: {
    title: "Not all of a statement could be read",
    severities: ["note"],
    by,
    means:
      "It runs what cannot be known before: `EXECUTE` of a text that is put together, a body in another language than SQL and PL/pgSQL, a text that does not parse, or a revision of Alembic whose SQL cannot be printed.",
    why: "No rule says anything of it, which does not mean that there is nothing to say.",
    next: ["`holdfast verify` runs it on rows and says what became of them."],
    see,
  },
  "suppression-without-reason": {
    title: "A `holdfast-ignore` gives no reason",
    severities: ["error"],
    by,
    means: "The comment leaves a rule out and does not say why. It leaves nothing out.",
    why: "Whoever reads it next cannot tell whether it still holds.",
    next: ["`-- holdfast-ignore lint/<rule>: <reason>`."],
    see,
  },
  "suppression-unknown-rule": {
    title: "A `holdfast-ignore` names no rule",
    severities: ["error"],
    by,
    means: "There is no rule of that name; the nearest one is proposed.",
    why: "It leaves nothing out, while its author believes so.",
    next: ["Write the code of the finding that is meant."],
    see,
  },
  "suppression-unused": {
    title: "A `holdfast-ignore` that nothing needs",
    severities: ["warning"],
    by,
    means: "The rule says nothing of the statement below, or the comment stands above none.",
    why: "Left there, it would hide what a later change does.",
    next: ["Take it away, or put it on the line right above its statement."],
    see,
  },
};
