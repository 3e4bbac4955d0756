/** Quotes one identifier. Every name that reaches SQL goes through here. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Quotes `schema.name`. */
export function qualified(object: { readonly schema: string; readonly name: string }): string {
  return `${identifier(object.schema)}.${identifier(object.name)}`;
}

/** Quotes a text as an SQL literal that means the same whatever `standard_conforming_strings` says. */
export function literal(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes("\\") ? `E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}

/** A name of one or more parts as people read it, "public.users": quoted only where it could be read as another one. */
export function shownName(...parts: readonly string[]): string {
  return parts.map((part) => (/^[a-z_][a-z0-9_$]*$/.test(part) ? part : identifier(part))).join(".");
}

/** Whether people mean a name of these parts by what they wrote: quoted where it must be, where it may be, or not at all. */
export function isMeant(written: string, parts: readonly string[]): boolean {
  const sparing = written.replaceAll(/(?<=^|\.)"([a-z_][a-z0-9_$]*)"(?=\.|$)/g, "$1");
  return written === parts.join(".") || sparing === shownName(...parts);
}
