import type { GuardFunction } from "./function.ts";

/** Refuses new types for columns of a ledger, where each row gets another value: 4 is that reason of a rewrite. */
export const onRewrite: GuardFunction = {
  name: "on_rewrite",
  parameters: "",
  returns: "event_trigger",
  body: `
declare
  _rel oid := pg_event_trigger_table_rewrite_oid();
  _object text[];
begin
  if pg_event_trigger_table_rewrite_reason() & 4 = 0 or not exists (
    select from pg_trigger where tgrelid = _rel and tgfoid = 'holdfast_guard.on_ledger()'::regprocedure
  ) then
    return;
  end if;
  select array[n.nspname, c.relname] into _object from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.oid = _rel;
  perform holdfast_guard.refuse('ledger', _object, 'rewrite rows of the ledger');
end
`,
};
