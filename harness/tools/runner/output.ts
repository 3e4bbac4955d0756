import { withoutAddresses } from "../../text/secrets.ts";

/** What runtimes and package managers print behind the error itself. */
const noise = /^(at |Node\.js v\d|npm (error|ERR!|warn|notice)|[{}[\]^~|\s]*$|\w+: ('[^']*'|undefined|null|\d+),?$)/;
const error =
  /^(Uncaught |\[)?([\w.]*(Error|Exception)\b|error\b(?! Command failed)|fatal\b|panic\b|npm (error|ERR!) Missing)/i;

/** The line that says most: the last one that names an error, else the last one that is of the command itself. */
export function shownOutput(output: string): string {
  const lines = output
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const own = lines.filter((line) => !noise.test(line));
  return withoutSecrets(
    lines.findLast((line) => error.test(line)) ?? own.at(-1) ?? lines.at(-1) ?? "it printed nothing",
  );
}

/** A text of somebody else's without the addresses and passwords that it quotes. */
export function withoutSecrets(text: string): string {
  const secret = /(\w*(?:passw(?:or)?d|secret|token|api_?key)["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s;,&]+)/gi;
  return withoutAddresses(text.replaceAll(secret, "$1***"));
}
