import type { GuardFunction } from "./function.ts";

/**
 * Refuses each table, column and attribute that a command dropped, by whichever way: what went through CASCADE is told
 * here as what was named. Also that a table lost a trigger of the guard.
 */
export const onDrop: GuardFunction = {
  name: "on_drop",
  parameters: "",
  returns: "event_trigger",
  body: `
declare
  _gone record;
begin
  for _gone in
    select object_type, address_names from pg_event_trigger_dropped_objects()
     where object_type in ('table', 'table column', 'composite type column', 'trigger')
       and not is_temporary and schema_name is distinct from 'pg_temp'
  loop
    if _gone.object_type <> 'trigger' then
      perform holdfast_guard.refuse('drop', _gone.address_names, 'drop ' || case _gone.object_type
        when 'table column' then 'column' when 'composite type column' then 'attribute' else 'table' end);
    elsif cardinality(holdfast_guard.lacking(to_regclass(format('%I.%I', _gone.address_names[1], _gone.address_names[2])))) > 0 then
      perform holdfast_guard.keep(_gone.address_names[1:2], 'cannot be taken off');
    end if;
  end loop;
end
`,
};
