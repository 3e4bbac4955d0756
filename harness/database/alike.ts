import type { Database } from "../model/database.ts";
import { literal } from "../sql/quote.ts";
import type { Administrator } from "./administrator.ts";

/** Encoding and locale of a database, as CREATE DATABASE takes them. Which columns tell it differs from version to version. */
export async function localeOf(admin: Administrator, step: string, { name }: Pick<Database, "name">): Promise<string> {
  const [row] = await admin.query(
    step,
    `SELECT pg_encoding_to_char(encoding) AS encoding, datcollate AS collate, datctype AS ctype,
        coalesce(facts ->> 'datlocprovider', 'c') AS provider,
        coalesce(facts ->> 'datlocale', facts ->> 'daticulocale') AS locale, facts ->> 'daticurules' AS rules
       FROM pg_database d, to_jsonb(d) AS facts WHERE datname = $1`,
    [name],
  );
  const said = (keyword: string, value: unknown) => (value === null ? "" : ` ${keyword} ${literal(String(value))}`);
  const plain = `ENCODING ${literal(String(row?.encoding))}${said("LC_COLLATE", row?.collate)}${said("LC_CTYPE", row?.ctype)}`;
  if (row?.provider === "i") {
    return `${plain} LOCALE_PROVIDER icu${said("ICU_LOCALE", row.locale)}${said("ICU_RULES", row.rules)}`;
  }
  return row?.provider === "b" ? `${plain} LOCALE_PROVIDER builtin${said("BUILTIN_LOCALE", row.locale)}` : plain;
}
