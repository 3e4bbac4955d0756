/** What tells a row apart, for people: "id 17, tenant NULL". */
export function spokenKey(key: Readonly<Record<string, string | null>>): string {
  return Object.entries(key)
    .map(([column, value]) => `${column} ${value ?? "NULL"}`)
    .join(", ");
}

const shownLength = 60;

/** A value for people. A text that would be read as no value, or not seen at all, stands in quotes. */
export function spokenValue(value: string | null): string {
  if (value === null) return "NULL";
  if (/^(null)?$|^\s|\s$/i.test(value)) return JSON.stringify(value);
  return value.length > shownLength ? `${value.slice(0, shownLength)}…` : value;
}
