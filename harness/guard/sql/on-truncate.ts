import type { GuardFunction } from "./function.ts";

/** Fires for each table that TRUNCATE empties: the one named, its partitions, and those that point to it. */
export const onTruncate: GuardFunction = {
  name: "on_truncate",
  parameters: "",
  returns: "trigger",
  body: `
begin
  perform holdfast_guard.refuse('truncate', array[tg_table_schema, tg_table_name]::text[], 'truncate');
  return null;
end
`,
};
