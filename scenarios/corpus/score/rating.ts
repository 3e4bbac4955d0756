import { type Case, statementAt } from "../case.ts";
import { type Heard, isOf, type Saying } from "./system.ts";

/** What a system made of one case. */
export interface Rating {
  /** It could not read the candidate, and so says nothing. */
  readonly unread: boolean;
  /** It says anything at all that is counted. */
  readonly warned: boolean;
  /** It says that data are at stake. */
  readonly grave: boolean;
  /** Of a loss: something that is counted points at a statement that loses, or names what is lost. */
  readonly named: boolean;
  /** The rules that spoke and are counted, each once. */
  readonly rules: readonly string[];
}

/** Of a candidate that could not be read. */
export const silent: Rating = { unread: true, warned: false, grave: false, named: false, rules: [] };

/** Rates what a system said of a case, by the definitions that docs/corpus.md gives. */
export function rate(one: Case, { system, sayings }: Heard): Rating {
  const said = sayings.get(one.file) ?? null;
  if (said === null) return silent;
  const counted = said.filter(({ rule }) => !isOf(rule, system.leftOut));
  return {
    unread: false,
    warned: counted.length > 0,
    grave: counted.some(({ grave }) => grave),
    named: counted.some((saying) => lossesOf(one).some((loss) => isAbout(saying, loss, one.candidate))),
    rules: [...new Set(counted.map(({ rule }) => rule))].toSorted(),
  };
}

interface Loss {
  /** The last part of what is lost, as written; without quotes. */
  readonly name: string;
  /** Null where no one statement is to blame. */
  readonly statement: number | null;
}

function lossesOf({ isLoss, finds, warns }: Case): readonly Loss[] {
  return (isLoss ? [...finds, ...warns] : []).map((expected) => {
    const { object = "", statement } = /^\S+ (?<object>.+?)(?: at (?<statement>\d+))?$/.exec(expected)?.groups ?? {};
    return { name: object.split(".").at(-1) ?? object, statement: statement === undefined ? null : Number(statement) };
  });
}

function isAbout({ line, words }: Saying, { name, statement }: Loss, candidate: string): boolean {
  if (line !== null && statement !== null && statementAt(candidate, line) === statement) return true;
  return namesIn(words).has(name.toLowerCase());
}

/** Every word, and every run of words between quotes, in lower case. */
function namesIn(words: string): ReadonlySet<string> {
  const quoted = [...words.matchAll(/"([^"]+)"|'([^']+)'|`([^`]+)`/g)].flatMap(([, ...parts]) => parts);
  const bare = words.match(/[\p{L}\p{N}_$]+/gu) ?? [];
  return new Set([...quoted, ...bare].filter((name) => name !== undefined).map((name) => name.toLowerCase()));
}
