/** What stands for a secret. */
type Stars = (secret: string) => string;

const three: Stars = () => "***";
/** Of the same length and lines, so that what stands behind it keeps its place. */
const asMany: Stars = (secret) => secret.replaceAll(/[^\r\n]/gu, "*");

/** A text in which passwords are starred out, of addresses, of connection strings and of SQL; all else of it stays as it is. */
export function withoutPasswords(text: string): string {
  return starred(text, three);
}

/** The same for every text in a document; places in the SQL that it quotes stay right. */
export function withoutPasswordsIn<Document>(document: Document): Document {
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return starred(value, asMany);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part)]));
  };
  // A walk keeps the shape that it walks over.
  return walk(document) as Document;
}

/** An address without its password, whatever signs that has; `env:NAME` and `file:PATH` as they are. */
export function addressShown(address: string): string {
  if (/^(?:env|file):(?!\/\/)/.test(address)) return withoutPasswords(address);
  const bare = address
    .replace(/^(\w+:\/\/[^:@/]*):.*@/s, "$1:***@")
    .replaceAll(/([?&](?:ssl)?password=)[^&]*/gi, "$1***");
  return bare.includes("://") ? bare : withoutPasswords(bare);
}

/** At most 200 characters of a text of somebody else's, without the addresses that it quotes. */
export function withoutAddresses(text: string): string {
  return text.replaceAll(/\w+:\/\/\S+/g, "<url>").slice(0, 200);
}

function starred(text: string, stars: Stars): string {
  const star = (_: string, before: string, secret: string) => before + stars(secret);
  const found = text
    // A path that was made of an address has lost a slash.
    .replaceAll(/(\b\w+:\/\/?[^\s:@/'"]{0,200}:)([^\s'"]{1,1000})(?=@)/g, star)
    .replaceAll(/(?<![^\s?&'"`(,;])(\w*passw(?:or)?d=)([^\s'"&]+)/gi, star);
  return withoutLiterals(found, stars);
}

/** What is named so is one, in SQL and in configurations. */
const named = /\b\w*(?:passw(?:or)?d|secret)/gi;
const space = String.raw`(?:\s|--[^\n]{0,400}\n|/\*[\s\S]{0,400}?\*/)*`;
/** What stands between the name and a literal; a name in quotes has them behind it, and a sign that assigns. */
const bare = new RegExp(`${space}(?:(?:=>|:=|=|:|to\\b)${space})?`, "iy");
const quoted = new RegExp(`["']${space}(?:=>|:=|=|:|to\\b)${space}`, "iy");

/** The forms of a literal, at one place of a text. What is in a literal itself has its quotes doubled or escaped. */
const literals: readonly RegExp[] = [
  /('')((?:[^'\n]|'{4})+)(?='')/y,
  /(\\')([^']*)(?=\\')/y,
  /([en]')((?:\\[\s\S]|''|[^'\\])*)(?=')/iy,
  // On several lines, it is one that goes on.
  /((?:u&)?')((?:''|[^'])*(?:'[^\S\n]*\n\s*'(?:''|[^'])*)*)(?=')/iy,
  /(\$\w*\$)([\s\S]{0,2000}?)(?=\1)/y,
  /((?<=[\s:])")((?:""|[^"\n])+)(?=")/y,
  // A text that was cut short.
  /((?<=\s)')([^'\n]+)$/y,
];

/** Where SQL is put together: the end of its first part, and what follows of the statement. */
const composed = /((?:%[^'\n]{0,400}|(?<=\s))'\s*(?=\|\||,))((?:'(?:''|[^'])*'|[^';])*)/y;

function withoutLiterals(text: string, stars: Stars): string {
  let shown = "";
  let done = 0;
  for (const { 0: name, index } of text.matchAll(named)) {
    if (index < done) continue;
    const end = index + name.length;
    const gap = at(isQuoted(text, index, end) ? quoted : bare, text, end);
    if (gap === null) continue;
    const place = end + gap[0].length;
    const parts = at(composed, text, place);
    const [, open = "", secret = ""] = parts ?? literalAt(text, place) ?? [];
    if (secret === "") continue;
    shown += text.slice(done, place) + open + (parts === null ? stars(secret) : inLiterals(secret, stars));
    done = place + open.length + secret.length;
  }
  return shown + text.slice(done);
}

/** A key or a label: the sign behind it ends it, and begins no literal. */
function isQuoted(text: string, start: number, end: number): boolean {
  const opening = text.slice(Math.max(0, start - 100), start).match(/(["'])[\w.]*$/)?.[1];
  return opening !== undefined && text[end] === opening;
}

function literalAt(text: string, place: number): RegExpExecArray | null {
  for (const form of literals) {
    const found = at(form, text, place);
    if (found !== null) return found;
  }
  return null;
}

function at(form: RegExp, text: string, place: number): RegExpExecArray | null {
  form.lastIndex = place;
  return form.exec(text);
}

function inLiterals(text: string, stars: Stars): string {
  return text.replaceAll(/'((?:''|[^'])*)'/g, (_, secret: string) => `'${stars(secret)}'`);
}
