import { type SchemaObject, schemaKinds } from "../model/schema.ts";

/** As people read it: "public.users.email". */
export function nameOf({ on, name }: SchemaObject): string {
  return on === null ? name : `${on}.${name}`;
}

/** The schema that an object is or stands in, as its name shows it; null for extensions, which stand in none. */
export function schemaOf(object: SchemaObject): string | null {
  if (object.kind === "extension") return null;
  return /^(?:"(?:[^"]|"")*"|[^.]+)/.exec(object.on ?? object.name)?.[0] ?? null;
}

/** A foreign table is one as well. */
export function isTable({ kind }: SchemaObject): boolean {
  return kind === "table" || kind === "foreign table";
}

/** The same for the same object of two schemas, and for no other. */
export function keyOf({ kind, on, name }: SchemaObject): string {
  return `${kind}\0${on ?? ""}\0${name}`;
}

/** Alone or by what it stands on, then by kind and name; the same wherever it is sorted. */
export function inOrder(a: SchemaObject, b: SchemaObject): number {
  return (
    order(a.on ?? "", b.on ?? "") || schemaKinds.indexOf(a.kind) - schemaKinds.indexOf(b.kind) || order(a.name, b.name)
  );
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
