import type { Finding } from "../../model/finding.ts";
import { placeAt } from "../../text/json-position.ts";
import { damageOf } from "../files/codes.ts";
import type { FoundMigration } from "../files/migrations.ts";

/** What psql does by itself, and no server knows; only looked for where the parser refuses the file. */
const ofPsql = /^[ \t]*(\\[a-z!]\w*)|\bcopy\b[^;]*\bfrom\s+(stdin)\b/im;

/** A file that is no SQL but a script for psql; null where it is not. */
export function writtenForPsql({ id, file, sql }: FoundMigration): Finding | null {
  const found = ofPsql.exec(sql);
  if (found === null) return null;
  const [, command, stdin] = found;
  const what =
    stdin === undefined ? `${command} is a command of psql's` : "the rows behind COPY … FROM stdin are read by psql";
  const message = `${file} is written for psql: ${what}, which the server refuses`;
  const remedy = "Write it in SQL; or name what your deploys run as `run` in holdfast.config.ts.";
  return damageOf("not-inspected", id, message, { file, ...placeAt(sql, found.index) }, remedy, "error");
}
