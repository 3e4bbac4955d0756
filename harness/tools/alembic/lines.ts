import { codeOf, functionIn } from "./python.ts";

/** What a statement begins with says what it is about; what follows in brackets would be found anywhere. */
const longestHead = 300;
const noName =
  /^(?:add|alter|as|cascade|check|column|comment|concurrently|constraint|create|default|delete|drop|exists|foreign|from|if|index|insert|into|is|key|materialized|not|null|on|only|or|primary|references|rename|replace|schema|select|sequence|set|table|to|trigger|type|unique|update|using|value|view|where|with)$/i;

/**
 * The line, from 1, of the call that makes each of these statements, in their order: the next line of the function that names
 * what the statement is about; its `def` where none does.
 */
export function linesOf(statements: readonly string[], text: string, way: "upgrade" | "downgrade"): readonly number[] {
  const place = functionIn(codeOf(text), way);
  if (place === null) return statements.map(() => 1);
  // Strings of several lines are SQL of their own, comments are not: what they name was commented out.
  const lines = text
    .split("\n")
    .slice(place.start + 1, place.end)
    .map((line) => new Set(/^\s*#/.test(line) ? [] : line.match(/[\p{L}_][\p{L}\p{N}_$]*/gu)));
  let before = -1;
  return statements.map((statement) => {
    const found = lineOf(lines, subjectOf(statement), before);
    if (found === null) return place.start + 1;
    before = found;
    return place.start + 2 + found;
  });
}

/** What a statement is about, and what else it names. */
interface Subject {
  readonly own: string | undefined;
  readonly others: readonly string[];
}

function subjectOf(statement: string): Subject {
  const head = statement.slice(0, longestHead).split("(")[0] ?? "";
  const names = [...head.matchAll(/(?:(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)\.?)+/gu)]
    .map(([name]) => name.split(".").at(-1) ?? "")
    .map((name) => name.replace(/^"(.*)"$/, "$1").replaceAll('""', '"'))
    .filter((name) => !noName.test(name));
  const [first, second] = names;
  return /^ALTER TABLE/i.test(head) && second !== undefined
    ? { own: second, others: first === undefined ? [] : [first] }
    : { own: first, others: names.slice(1) };
}

/** The line that names most of it, and above all what it is about: the next one if there is another; null where none does. */
function lineOf(lines: readonly ReadonlySet<string>[], { own, others }: Subject, before: number): number | null {
  const scores = lines.map((words) => {
    const isOwn = own !== undefined && words.has(own);
    return (isOwn ? 2 * (others.length + 1) : 0) + others.filter((name) => words.has(name)).length;
  });
  const best = Math.max(0, ...scores);
  if (best === 0) return null;
  // What only its table tells is made by the call that made the one before.
  const from = best > others.length ? before + 1 : before;
  const next = scores.findIndex((score, place) => place >= from && score === best);
  return next >= 0 ? next : scores.lastIndexOf(best, before);
}
