import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../../../database/index.ts";
import { testServer } from "../../../database/test-server.fixture.ts";
import type { Server } from "../../../model/database.ts";
import { type SchemaDifference, type SchemaKind, schemaKinds } from "../../../model/schema.ts";
import { onSite, type Site } from "../site.fixture.ts";
import { snapshot } from "../snapshot/snapshot.ts";
import { fileOnly, preamble, real, shown } from "./drift.fixture.ts";
import { type DriftOptions, drift } from "./drift.ts";

let server: Server;
/** Where one can be made at all. */
let extension: { readonly make: string; readonly name: string } | null;

beforeAll(async () => {
  server = await testServer();
  const database = await server.create(await server.createOwner());
  const available = "select from pg_available_extensions where name = 'citext'";
  const { rowCount } = await withClient(database, "owner", (client) => client.query(available));
  extension = rowCount === 0 ? null : { make: "create extension citext", name: "citext" };
});
afterAll(() => server?.stop());

/** One object of each kind: what makes it, its name, and what makes it another. */
const world: Readonly<Record<Exclude<SchemaKind, "extension">, readonly [make: string, name: string, change: string]>> =
  {
    schema: ["create schema lone", "lone", ""],
    enum: ["create type mood as enum ('good')", "public.mood", "alter type mood add value 'bad'"],
    domain: ["create domain age as int", "public.age", "alter domain age set default 3"],
    composite: ["create type pair as (a int)", "public.pair", "alter type pair add attribute b int"],
    range: ["create type span as range (subtype = date)", "public.span", ""],
    table: ["create table notes (id int)", "public.notes", "alter table notes enable row level security"],
    "foreign table": ["create foreign table far (id int) server there", "public.far", "alter table far inherit near"],
    view: ["create view seen as select 1 as a", "public.seen", "create or replace view seen as select 2 as a"],
    "materialized view": ["create materialized view kept as select 1 as a", "public.kept", ""],
    column: ["alter table base add extra int", "public.base.extra", "alter table base alter extra type bigint"],
    constraint: [
      "alter table base add constraint positive check (id > 0)",
      "public.base.positive",
      "alter table base drop constraint positive, add constraint positive check (id > 1)",
    ],
    index: [
      "create index by_name on base (name)",
      "public.base.by_name",
      "drop index by_name; create index by_name on base (name desc)",
    ],
    policy: [
      "create policy mine on base using (id > 0)",
      "public.base.mine",
      "alter policy mine on base using (id > 1)",
    ],
    trigger: [
      "create trigger t before insert on base for each row execute function old_f()",
      "public.base.t",
      "alter table base disable trigger t",
    ],
    rule: ["create rule r as on delete to base do instead nothing", "public.base.r", "alter table base disable rule r"],
    sequence: ["create sequence numbers", "public.numbers", "alter sequence numbers increment 5"],
    routine: [
      "create function twice(int) returns int language sql as 'select $1 * 2'",
      "public.twice(integer)",
      "create or replace function twice(int) returns int language sql as 'select 2 * $1'",
    ],
  };

const base =
  "create table base (id int, name text); create table near (id int); create function old_f() returns trigger language plpgsql as $$ begin return new; end $$;";

/** Three databases for one history: one lacks all that its second migration makes, one has it, in one it differs. */
function onWorlds(use: (sites: Readonly<Record<"none" | "all" | "other", Site>>) => Promise<void>): Promise<void> {
  const all = [...Object.values(world).map(([make]) => make), ...(extension === null ? [] : [extension.make])].join(
    ";\n",
  );
  const changes = Object.values(world)
    .map(([, , change]) => change)
    .filter((change) => change !== "")
    .join(";\n");
  const on = (sql: string, next: (site: Site) => Promise<void>) =>
    onSite(
      server,
      { "0000_base": base, "0001_all": all },
      { beside: { "holdfast/preamble.sql": preamble } },
      async (site) => {
        await site.prepare(preamble);
        await site.query(sql);
        await next(site);
      },
    );
  return on(base, (none) =>
    on(`${base} ${all}`, (full) => on(`${base} ${all}; ${changes}`, (other) => use({ none, all: full, other }))),
  );
}

const named = Object.entries(world).map(([kind, [, name]]) => `${kind} ${name}`);
const changed = Object.entries(world).flatMap(([kind, [, name, change]]) => (change === "" ? [] : `${kind} ${name}`));

test("every kind of object is told where it is missing, too many or another: in a database, or in the file that was written of it", () =>
  onWorlds(async ({ none, all, other }) => {
    expect(new Set([...named, "extension x"].map((name) => name.replace(/ \S+$/, "")))).toEqual(new Set(schemaKinds));
    const files = Object.fromEntries(
      await Promise.all(
        Object.entries({ none, all, other }).map(async ([name, site]) => {
          await snapshot({ ...site.options, file: `${name}.json` });
          return [name, `${site.root}/${name}.json`] as const;
        }),
      ),
    );
    const extra = extension === null ? [] : [`extension ${extension.name}`];
    const runs: readonly (readonly [DriftOptions, SchemaDifference["side"], readonly string[]])[] = [
      [{ ...none.options, to: "0001_all" }, "only-history", [...named, ...extra]],
      [{ ...all.options, to: "0000_base" }, "only-live", [...named, ...extra]],
      [{ ...other.options, to: "0001_all" }, "differs", changed],
      [{ ...fileOnly(none), snapshot: `${files.none}`, to: "0001_all" }, "only-history", [...named, ...extra]],
      [{ ...fileOnly(all), snapshot: `${files.all}`, to: "0000_base" }, "only-live", [...named, ...extra]],
      [{ ...fileOnly(other), snapshot: `${files.other}`, to: "0001_all" }, "differs", changed],
      [{ ...none.options, snapshot: `${files.all}` }, "only-history", [...named, ...extra]],
      [{ ...all.options, snapshot: `${files.none}` }, "only-live", [...named, ...extra]],
      [{ ...other.options, snapshot: `${files.all}` }, "differs", changed],
    ];
    for (const [options, side, expected] of runs) {
      const report = await drift(options);
      expect(report.verdict).toBe("drifted");
      const found = real(report);
      // What stands on a table that is there or not there comes with it.
      const own = found.filter(({ object: { on } }) => on === null || on === "public.base");
      expect(
        own
          .filter((one) => one.side === side)
          .map(shown)
          .toSorted(),
      ).toEqual([...expected].toSorted());
      expect(found.filter((one) => one.side !== side && !changed.includes(shown(one))).map(shown)).toEqual([]);
    }
    expect(await drift({ ...all.options, to: "0001_all" })).toMatchObject({ verdict: "equal", findings: [] });
    expect(await drift({ ...all.options, snapshot: `${files.all}` })).toMatchObject({
      verdict: "equal",
      findings: [],
    });
  }));
