/** What tells a row apart, for people: "id 17, tenant NULL". */
export function spokenKey(key: Readonly<Record<string, string | null>>): string {
  return Object.entries(key)
    .map(([column, value]) => `${column} ${value ?? "NULL"}`)
    .join(", ");
}
