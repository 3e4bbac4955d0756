import type { Random } from "./random.ts";

/** A text that `LIKE pattern` accepts. */
export function likeText(pattern: string, random: Random): string {
  return pattern.replace(/\\(.)|%|_/gs, (found, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    if (found === "_") return random.pick([..."abxyz019"]);
    return random.pick(["", "a", "abc", "Zoë 7", long(random)]);
  });
}

/** Where a pattern sets no length, a check beside it often does. */
function long(random: Random): string {
  return Array.from({ length: 8 + random.below(40) }, () => random.pick([...lower, ...digits])).join("");
}

/** A text that `SIMILAR TO pattern` accepts. */
export function similarText(pattern: string, random: Random): string {
  const regex = pattern.replace(/\\.|\[[^\]]*\]|[%_.^$]/gs, (found) => {
    if (found === "%") return ".*";
    if (found === "_") return ".";
    return found.length > 1 ? found : `\\${found}`;
  });
  return regexText(regex, random);
}

/** A text that the regular expression is likely to accept. The server has the last word on it. */
export function regexText(pattern: string, random: Random): string {
  const reader = { text: pattern.replace(/^\(\?[a-z]+\)|^\*{3}[:=]/, ""), at: 0, groups: new Map<number, string>() };
  return alternatives(reader, random);
}

interface Reader {
  readonly text: string;
  at: number;
  /** What was made for each capturing group. */
  readonly groups: Map<number, string>;
}

const digits = "0123456789";
const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();
const classes: ReadonlyMap<string, string> = new Map([
  ["d", digits],
  ["w", `${lower}${upper}${digits}_`],
  ["s", " "],
  ["D", lower],
  ["W", " -."],
  ["S", `${lower}${digits}`],
]);
const named: ReadonlyMap<string, string> = new Map([
  ["alpha", lower + upper],
  ["digit", digits],
  ["alnum", lower + upper + digits],
  ["upper", upper],
  ["lower", lower],
  ["space", " "],
  ["punct", ".,-_!"],
  ["xdigit", `${digits}abcdef`],
]);

function alternatives(reader: Reader, random: Random): string {
  const branches = [sequence(reader, random)];
  while (reader.text[reader.at] === "|") {
    reader.at++;
    branches.push(sequence(reader, random));
  }
  return random.pick(branches);
}

function sequence(reader: Reader, random: Random): string {
  let made = "";
  while (reader.at < reader.text.length && !"|)".includes(reader.text[reader.at] as string)) {
    const start = reader.at;
    const atom = piece(reader, random);
    const end = reader.at;
    const [least, most] = repetition(reader, random.next() < 0.2 ? 40 : 6);
    const after = reader.at;
    const times = least + random.below(most - least + 1);
    if (times > 0) made += atom;
    for (let again = 1; again < times; again++) {
      made += piece({ ...reader, text: reader.text.slice(0, end), at: start }, random);
    }
    reader.at = after;
  }
  return made;
}

function piece(reader: Reader, random: Random): string {
  const character = reader.text[reader.at++] as string;
  if (character === "^" || character === "$") return "";
  if (character === ".") return random.pick([...lower]);
  if (character === "[") return random.pick([...bracket(reader)]);
  if (character === "\\") {
    const escaped = reader.text[reader.at++] ?? "";
    if (/[1-9]/.test(escaped)) return reader.groups.get(Number(escaped)) ?? "";
    const members = classes.get(escaped);
    return members === undefined ? (/[mMyYAZbB]/.test(escaped) ? "" : escaped) : random.pick([...members]);
  }
  if (character !== "(") return character;
  const ahead = /^\?[:=!]/.exec(reader.text.slice(reader.at));
  const number = ahead === null ? groupsIn(reader.text.slice(0, reader.at)) : 0;
  if (ahead !== null) reader.at += 2;
  const inside = alternatives(reader, random);
  reader.at++;
  reader.groups.set(number, inside);
  return ahead === null || ahead[0] === "?:" ? inside : "";
}

function groupsIn(text: string): number {
  return (text.match(/\\.|\[\^?\]?[^\]]*\]|\((?!\?)/gs) ?? []).filter((found) => found === "(").length;
}

/** @param more what an open end allows beyond the least */
function repetition(reader: Reader, more: number): readonly [number, number] {
  const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(reader.text.slice(reader.at));
  if (found === null) return [1, 1];
  reader.at += found[0].length;
  if (found[1] === "?") return [0, 1];
  if (found[1] !== undefined) return [found[1] === "+" ? 1 : 0, more];
  const least = Number(found[2]);
  if (found[3] === "") return [least, least];
  return [least, found[4] === "" ? least + more : Number(found[4])];
}

function bracket(reader: Reader): string {
  const negated = reader.text[reader.at] === "^";
  if (negated) reader.at++;
  let members = "";
  do {
    const rest = reader.text.slice(reader.at);
    const name = /^\[:(\w+):\]/.exec(rest);
    const range = /^(\\?[^\\\]])-([^\]])/s.exec(rest);
    if (name !== null) {
      members += named.get(name[1] as string) ?? "";
      reader.at += name[0].length;
    } else if (rest.startsWith("\\")) {
      members += classes.get(rest[1] as string) ?? rest[1] ?? "";
      reader.at += 2;
    } else if (range !== null) {
      members += between(range[1] as string, range[2] as string);
      reader.at += range[0].length;
    } else {
      members += rest[0] ?? "";
      reader.at++;
    }
  } while (reader.at < reader.text.length && reader.text[reader.at] !== "]");
  reader.at++;
  if (!negated) return members || "a";
  const others = [...`${lower}${upper}${digits} -_.`].filter((character) => !members.includes(character)).join("");
  return others || "~";
}

function between(first: string, last: string): string {
  const codes = [];
  const end = last.charCodeAt(0);
  for (let code = first.charCodeAt(0); code <= end && codes.length < 256; code++) codes.push(code);
  return String.fromCharCode(...codes);
}
