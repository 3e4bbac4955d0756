import { guardSchema } from "../../model/guard.ts";

/** One event trigger of the guard. */
export interface GuardEventTrigger {
  readonly name: string;
  readonly event: string;
  readonly function: string;
}

const me = "(select oid from pg_roles where rolname = current_user)";

/**
 * A schema of that name that is another role's may hold anything: what runs with the rights of the guard's owner is not
 * put into it.
 */
export const ownSchema = `if exists (select from pg_namespace where nspname = '${guardSchema}' and nspowner <> ${me}) then
  raise exception using errcode = 'HF002',
    message = (select format('the schema ${guardSchema} belongs to %s, not to %s', quote_ident(pg_get_userbyid(nspowner)), quote_ident(current_user))
      from pg_namespace where nspname = '${guardSchema}'),
    hint = 'Install the guard as that role; or drop the schema, where it is no guard.',
    schema = '${guardSchema}', constraint = '${guardSchema}';
end if;
if not exists (select from pg_namespace where nspname = '${guardSchema}') then
  create schema ${guardSchema};
end if;`;

/** The guard that may be there already is not asked about its own renewal. */
export function pause(triggers: readonly GuardEventTrigger[]): string {
  return `for _each in select evtname from pg_event_trigger where evtname in (${names(triggers)}) loop
  execute format('alter event trigger %I disable', _each.evtname);
end loop;`;
}

/** Whatever rights stand there by default, or were given: only the owner keeps them. */
export const rights = `for _each in select oid::regprocedure as routine from pg_proc where pronamespace = '${guardSchema}'::regnamespace and proowner <> ${me} loop
  execute format('alter function %s owner to current_user', _each.routine);
end loop;
for _each in
  with things as (
    select 'schema ${guardSchema}' as thing, nspowner as owner, coalesce(nspacl, acldefault('n', nspowner)) as acl
      from pg_namespace where nspname = '${guardSchema}'
    union all
    select format('%s %s', case relkind when 'S' then 'sequence' else 'table' end, oid::regclass), relowner,
           coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner))
      from pg_class where relnamespace = '${guardSchema}'::regnamespace and relkind in ('r', 'S')
    union all
    -- What is revoked on a table is revoked on its columns.
    select format('table %s', c.oid::regclass), relowner, attacl
      from pg_class c join pg_attribute on attrelid = c.oid
     where relnamespace = '${guardSchema}'::regnamespace and relkind = 'r' and attacl is not null
    union all
    select format('function %s', oid::regprocedure), proowner, coalesce(proacl, acldefault('f', proowner))
      from pg_proc where pronamespace = '${guardSchema}'::regnamespace
  )
  select distinct thing, case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end as role
    from things, aclexplode(acl) where grantee <> owner
loop
  execute format('revoke all on %s from %s cascade', _each.thing, _each.role);
end loop;`;

export const binding = `if not exists (select from pg_trigger where tgrelid = '${guardSchema}.permit'::regclass and tgname = 'bind') then
  create constraint trigger bind after update of used_at on ${guardSchema}.permit deferrable initially deferred
    for each row when (new.used_at is not null) execute function ${guardSchema}.bind();
end if;
alter table ${guardSchema}.permit enable always trigger bind;
for _each in select oid, relname from pg_class where relnamespace = '${guardSchema}'::regnamespace and relkind = 'r' loop
  if not exists (select from pg_trigger where tgrelid = _each.oid and tgname = 'own') then
    -- Of the rights on a table, TRUNCATE is one that pg_write_all_data does not bring.
    execute format('create trigger own before insert or update or delete on ${guardSchema}.%I for each statement
      when (not has_table_privilege(%L::regclass, ''TRUNCATE'')) execute function ${guardSchema}.on_own()',
      _each.relname, format('${guardSchema}.%I', _each.relname));
  end if;
  execute format('alter table ${guardSchema}.%I enable always trigger own', _each.relname);
end loop;`;

/** Takes triggers off what is not to have them any more, and covers what lacks them; but for what extensions own. */
export const covering = `delete from ${guardSchema}.uncovered;
for _each in
  select tgname, n.nspname, c.relname from pg_trigger join pg_proc p on p.oid = tgfoid
    join pg_class c on c.oid = tgrelid join pg_namespace n on n.oid = c.relnamespace
   where p.pronamespace = '${guardSchema}'::regnamespace and n.nspname <> '${guardSchema}' and tgparentid = 0
     and p.proname <> all (${guardSchema}.wanted(c.oid))
loop
  execute format('drop trigger %I on %I.%I', _each.tgname, _each.nspname, _each.relname);
end loop;
for _each in
  select oid from pg_class
   where relkind in ('r', 'p') and cardinality(${guardSchema}.lacking(oid)) > 0 and not exists (
     select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and objsubid = 0 and deptype = 'e')
   order by oid
loop
  perform ${guardSchema}.cover(_each.oid, true);
end loop;`;

/** Made again only where it is not what it should be. */
export function armed({ name, event, function: called }: GuardEventTrigger): string {
  return `if not exists (
  select from pg_event_trigger where evtname = '${name}' and evtevent = '${event}' and evttags is null
     and evtfoid = '${guardSchema}.${called}()'::regprocedure and evtowner = ${me}
) then
  drop event trigger if exists ${name};
  create event trigger ${name} on ${event} execute function ${guardSchema}.${called}();
end if;
alter event trigger ${name} enable always;`;
}

export function disarmed(triggers: readonly GuardEventTrigger[]): string {
  return triggers.map(({ name }) => `drop event trigger if exists ${name};`).join("\n");
}

function names(triggers: readonly GuardEventTrigger[]): string {
  return triggers.map(({ name }) => `'${name}'`).join(", ");
}
