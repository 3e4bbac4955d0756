/** A command of a workflow, as GitHub's runner takes it out of a log. */
export interface ReadCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const known = [
  ...["error", "warning", "notice", "debug", "group", "endgroup", "echo", "add-mask", "add-matcher", "remove-matcher"],
  ...[
    "stop-commands",
    "set-output",
    "save-state",
    "set-env",
    "add-path",
    "command",
    "a-token",
    "internal-set-repo-path",
  ],
];

/**
 * For tests: what GitHub's runner makes of a log, by its ActionCommand.cs: `::name key=value,…::data` at the beginning of a
 * line, else `##[name key=value;…]data` anywhere in it.
 */
export function readCommands(log: string): readonly ReadCommand[] {
  return log.split(/\r\n|[\r\n]/).flatMap((line) => newForm(line) ?? oldForm(line) ?? []);
}

function newForm(line: string): ReadCommand | null {
  const text = line.trimStart();
  const end = text.indexOf("::", 2);
  if (!text.startsWith("::") || end < 0) return null;
  return commandOf(text.slice(2, end), ",", text.slice(end + 2));
}

function oldForm(line: string): ReadCommand | null {
  const start = line.indexOf("##[");
  const end = line.indexOf("]", start);
  return start < 0 || end < 0 ? null : commandOf(line.slice(start + 3, end), ";", line.slice(end + 1));
}

function commandOf(info: string, separator: string, data: string): ReadCommand | null {
  const [name = ""] = info.split(" ", 1);
  if (!known.includes(name.toLowerCase())) return null;
  const pairs = info
    .slice(name.length)
    .trim()
    .split(separator)
    .map((pair) => [pair.split("=", 1)[0] ?? "", pair.slice(pair.indexOf("=") + 1)] as const)
    .filter(([key, value]) => key !== "" && value !== "");
  return {
    name,
    properties: Object.fromEntries(pairs.map(([key, value]) => [key, decoded(value)])),
    data: decoded(data),
  };
}

/** What stands for itself comes last, so that "%250A" is "%0A" and no line break. */
function decoded(text: string): string {
  return text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
}
