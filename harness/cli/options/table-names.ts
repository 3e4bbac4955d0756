import type { TableName } from "../../model/guard.ts";
import { usage } from "./common.ts";

/** A name of one part: in quotes as SQL has it, else as it stands, in capitals too. */
const part = String.raw`(?:"((?:[^"]|"")+)"|([^".,\s]+))`;
const tableName = new RegExp(`\\s*${part}\\.${part}\\s*(?:,|$)`, "gy");

/** @throws {HarnessError} kind "input": the text is no list of tables */
export function tablesIn(text: string): readonly TableName[] {
  const found = text.matchAll(tableName);
  const tables = [...found].map(([whole, ...parts]) => ({ whole, parts }));
  if (text === "" || tables.map(({ whole }) => whole).join("") !== text) {
    throw usage(
      "--tables is all, or names such as public.users,public.orders",
      'Write names with signs in quotes: public."My table".',
    );
  }
  return tables.map(({ parts: [quotedSchema, schema, quotedName, name] }) => ({
    schema: schema ?? quotedSchema?.replaceAll('""', '"') ?? "",
    name: name ?? quotedName?.replaceAll('""', '"') ?? "",
  }));
}
