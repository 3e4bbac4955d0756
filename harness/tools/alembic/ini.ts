/** What is set in the section [alembic], in place of what stands there; null for nothing. */
export type Settings = Readonly<Record<string, string | null>>;

/** The text of an alembic.ini with other settings; everything else stays as it is. */
export function withSettings(text: string, settings: Settings): string {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^\[alembic\]/.test(line));
  const next = lines.findIndex((line, place) => place > start && /^\[/.test(line));
  const end = start < 0 ? 0 : next < 0 ? lines.length : next;
  const own = withoutKeys(lines.slice(start + 1, end), Object.keys(settings));
  const set = Object.entries(settings).flatMap(([key, value]) => {
    return value === null ? [] : `${key} = ${value.replaceAll("%", "%%")}`;
  });
  const before = start < 0 ? [] : lines.slice(0, start);
  return [...before, "[alembic]", ...set, ...own, ...lines.slice(end)].join("\n");
}

/** What the section [alembic] says; null where it does not. */
export function settingIn(text: string, key: string): string | null {
  const section = /^\[alembic\][^\n]*\n((?:(?!\[)[^\n]*\n?)*)/m.exec(text)?.[1] ?? "";
  const found = section.split(/\r?\n/).findLast((line) => isOf(line, key));
  return found === undefined ? null : found.replace(/^[^=:]*[=:]/, "").trim();
}

/** A value may go on in further lines, which are indented. */
function withoutKeys(lines: readonly string[], keys: readonly string[]): readonly string[] {
  let dropping = false;
  return lines.filter((line) => {
    if (/^\S/.test(line)) dropping = keys.some((key) => isOf(line, key));
    return !dropping;
  });
}

function isOf(line: string, key: string): boolean {
  return new RegExp(`^${key.replaceAll(".", "\\.")}\\s*[=:]`, "i").test(line);
}
