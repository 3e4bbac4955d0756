/**
 * Settings that change how a value prints or which rows a query sees. A migration, a role or a database may have any of
 * them changed; what is read must not depend on that.
 */
const settings: Readonly<Record<string, string>> = {
  search_path: "pg_catalog",
  TimeZone: "UTC",
  DateStyle: "ISO, YMD",
  IntervalStyle: "postgres",
  extra_float_digits: "1",
  bytea_output: "hex",
  xmloption: "content",
  lc_monetary: "C",
  standard_conforming_strings: "on",
  row_security: "off",
  jit: "off",
};

/** How long one statement may wait and run, in milliseconds; 0 for as long as it takes. */
export interface Patience {
  readonly lock: number;
  readonly statement: number;
}

/** SQL that sets them all until the transaction ends. */
export function pins({ lock, statement }: Patience): string {
  const all = { ...settings, lock_timeout: String(lock), statement_timeout: String(statement) };
  return Object.entries(all)
    .map(([name, value]) => `set local ${name} = '${value}'`)
    .join("; ");
}
