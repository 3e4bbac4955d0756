-- A backfill of a table without key, in batches of row addresses
-- kind: backfill
-- from: hints on batched updates of tables without key in PostgreSQL guides

-- base
create table audit_lines (at timestamptz not null, actor text, action text not null);

-- candidate
alter table audit_lines add column actor_kind text;
--> statement-breakpoint
do $$
declare
  touched integer := 1;
begin
  while touched > 0 loop
    update audit_lines set actor_kind = case when actor is null then 'system' else 'user' end
    where ctid in (select ctid from audit_lines where actor_kind is null limit 16);
    get diagnostics touched = row_count;
  end loop;
end
$$;
