/** The parts of a name such as `public.users` or `public."Users"."e.mail"`; null where it is none. */
export function partsOf(written: string): readonly string[] | null {
  const parts: string[] = [];
  const part = /(?:"((?:[^"]|"")+)"|([^."]+))(\.|$)/y;
  while (part.lastIndex < written.length) {
    const found = part.exec(written);
    if (found === null) return null;
    const [, quoted, bare, end] = found;
    parts.push(bare ?? quoted?.replaceAll('""', '"') ?? "");
    if (end === "") return parts;
  }
  return null;
}

/** Equal for names that mean the same object, however they are written. */
export function identityOf(written: string): string {
  return JSON.stringify(partsOf(written) ?? written);
}

/** As `partsOf` reads it, for the published schema. */
export function namePattern(parts: number): string {
  const part = '(?:"(?:[^"]|"")+"|[^."]+)';
  return `^${Array.from({ length: parts }, () => part).join("\\.")}$`;
}
