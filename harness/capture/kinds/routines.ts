import type { Routine } from "../../model/catalog.ts";
import { type CatalogKind, query, sortedAcl, userMade } from "./kind.ts";

/**
 * What a routine does, as text: a body in standard SQL is stored as a tree, which only a whole definition prints;
 * a compiled function is a symbol of a library; an aggregate is what it calls.
 */
const body = `case when p.prokind = 'a' then (
    select concat_ws(', ', 'sfunc ' || g.aggtransfn::regprocedure, 'stype ' || format_type(g.aggtranstype, null),
      'finalfunc ' || nullif(g.aggfinalfn, 0)::regprocedure, 'combinefunc ' || nullif(g.aggcombinefn, 0)::regprocedure,
      'msfunc ' || nullif(g.aggmtransfn, 0)::regprocedure, 'minvfunc ' || nullif(g.aggminvtransfn, 0)::regprocedure,
      'sortop ' || nullif(g.aggsortop, 0)::regoperator, 'initcond ' || quote_literal(g.agginitval))
    from pg_aggregate g where g.aggfnoid = p.oid)
  when l.lanname = 'c' then concat_ws(' ', p.probin, p.prosrc)
  when p.prosrc = '' then coalesce(
    substring(pg_get_functiondef(p.oid) from '\\n((?:BEGIN ATOMIC|RETURN )[\\s\\S]*)\\n$'), '')
  else p.prosrc end`;

export const routines: CatalogKind<Routine> = {
  make: "create function made(given int) returns int language sql as 'select 1'",
  change: "create or replace function made(given int) returns int language sql as 'select 2'",
  read: (client) =>
    query<Routine>(
      client,
      `select r.oid, r.schema, r.name, r.owner, r.grants, r.kind, r.types, r.arguments, r.returns, r.language, r.volatility, r.strict,
         r."securityDefiner", r.leakproof, r.parallel, r.settings, encode(sha256(textsend(r.body)), 'hex') as digest,
         length(r.body) - length(replace(r.body, chr(10), '')) + 1 as lines
       from (
         select p.oid, n.nspname as schema, p.proname as name,
           pg_get_userbyid(p.proowner) as owner, ${sortedAcl("p.proacl")} as grants,
           case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' when 'w' then 'window'
             else 'function' end as kind,
           oidvectortypes(p.proargtypes) as types, pg_get_function_arguments(p.oid) as arguments,
           pg_get_function_result(p.oid) as returns, l.lanname as language,
           case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end as volatility,
           p.proisstrict as strict, p.prosecdef as "securityDefiner",
           p.proleakproof as leakproof,
           case p.proparallel when 's' then 'safe' when 'r' then 'restricted' else 'unsafe' end as parallel,
           array(select setting from unnest(p.proconfig) setting order by setting collate "C") as settings,
           ${body} as body
         from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
         where ${userMade("pg_proc", "p.oid", "p.pronamespace")}
           -- A range type brings its own constructors.
           and not exists (select from pg_depend i
             where i.classid = 'pg_proc'::regclass and i.objid = p.oid and i.deptype = 'i')
       ) r
       order by r.schema collate "C", r.name collate "C", r.types collate "C"`,
    ),
};
