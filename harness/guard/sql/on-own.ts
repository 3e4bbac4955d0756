import type { GuardFunction } from "./function.ts";

/** Refuses what others write into the guard's own tables: pg_write_all_data may write every table there is. */
export const onOwn: GuardFunction = {
  name: "on_own",
  parameters: "",
  returns: "trigger",
  body: `
begin
  raise exception using
    errcode = 'insufficient_privilege',
    message = format('only the guard''s owner writes what it keeps: %s', holdfast_guard.shown(array[tg_table_schema, tg_table_name]::text[])),
    schema = tg_table_schema, table = tg_table_name, constraint = 'holdfast_guard';
end
`,
};
