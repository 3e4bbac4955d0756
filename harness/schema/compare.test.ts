import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schema, SchemaObject } from "../model/schema.ts";
import type { FlattenOptions } from "./flatten.ts";
import { compareSchemas, nameOf } from "./index.ts";
import { type Maker, read, startMaker, told } from "./made.fixture.ts";

let maker: Maker;
beforeAll(async () => {
  maker = await startMaker();
});
afterAll(() => maker?.stop());

describe("noise", () => {
  test.for<readonly [before: string, change: string, told: readonly string[]]>([
    // What PostgreSQL named after a table keeps its name.
    [
      "create table t (id serial primary key)",
      "alter table t rename constraint t_pkey to x_pkey; alter sequence t_id_seq rename to x_id_seq",
      [
        "sequence public.t_id_seq differs: name (name-of-sequence)",
        "constraint public.t.t_pkey differs: name (name-of-constraint)",
      ],
    ],
    [
      "create table t (id int generated always as identity)",
      "alter sequence t_id_seq rename to x_id_seq",
      ["sequence public.t_id_seq differs: name (name-of-sequence)"],
    ],
    [
      "create table t (id int unique, v int check (v > 0) references t (id))",
      "alter table t rename constraint t_id_key to a; alter table t rename constraint t_v_check to b; alter table t rename constraint t_v_fkey to c",
      ["t_id_key", "t_v_check", "t_v_fkey"].map(
        (name) => `constraint public.t.${name} differs: name (name-of-constraint)`,
      ),
    ],
    [
      "create table t (id int); create index a on t (id)",
      "alter index a rename to b",
      ["index public.t.a differs: name (name-of-index)"],
    ],
    [
      "create type m as enum ('a', 'b')",
      "drop type m; create type m as enum ('b', 'a')",
      ["enum public.m differs: labels (label-order)"],
    ],
    [
      "create table t (id int); create index i on t (lower(id::text || ' WITH (')) where id > 0",
      "alter index i set (fillfactor = 70)",
      ["index public.t.i differs: options (options)"],
    ],
    [
      "create table t (id int)",
      "alter table t set (fillfactor = 70, autovacuum_enabled = off)",
      ["table public.t differs: options (options)"],
    ],
    [
      "create extension citext",
      "update pg_extension set extversion = '1.5' where extname = 'citext'",
      ["extension citext differs: version (extension-version)"],
    ],
    [
      "create table t (id int constraint c check (id > 0) )",
      "alter table t drop constraint c, add constraint d check (id > 0) not valid",
      ["constraint public.t.c differs: name, validated (name-of-constraint)"],
    ],
  ])("%#: %s; %s", async ([before, change, differences]) => {
    expect((await maker.around(before, change)).map(told)).toEqual(differences);
  });

  test("a renamed table keeps the names that PostgreSQL made of its old one", async () => {
    const columns = "(id serial primary key, e text unique, n int check (n > 0), r int references {} (id))";
    const history = await maker.made(
      `create table old ${columns.replace("{}", "old")}; create index on old (n); alter table old rename to now`,
    );
    const live = await maker.made(`create table now ${columns.replace("{}", "now")}; create index on now (n)`);
    expect(new Set(compareSchemas(live, history).map(({ noise }) => noise))).toEqual(
      new Set(["name-of-sequence", "name-of-constraint", "name-of-index"]),
    );
  });

  test("names that PostgreSQL numbers in the order of making are told by what they stand for", async () => {
    const one =
      "create table t (n int); alter table t add check (n > 0), add check (n < 9); create index on t (n); create index on t (n desc)";
    const other =
      "create table t (n int); alter table t add check (n < 9), add check (n > 0); create index on t (n desc); create index on t (n)";
    const differences = compareSchemas(await maker.made(one), await maker.made(other));
    expect(differences.map(({ noise }) => noise)).toEqual([
      ...Array(2).fill("name-of-constraint"),
      ...Array(2).fill("name-of-index"),
    ]);
  });

  test("a sequence that belongs to no column, or feeds two, is known by its name", async () => {
    const rename = "alter sequence s rename to z";
    const alone = "create sequence s; create table t (id int default nextval('s'))";
    const both = [
      "sequence public.s only-live",
      "sequence public.z only-history",
      "column public.t.id differs: default",
    ];
    expect((await maker.around(alone, rename)).map(told)).toEqual(both);
    const shared = `${alone}; alter table t add x int default nextval('s'); alter sequence s owned by t.id`;
    expect((await maker.around(shared, rename)).map(told)).toEqual([...both, "column public.t.x differs: default"]);
  });

  test("what matters beside a name is no noise", async () => {
    const [difference] = await maker.around(
      "create table t (id int generated always as identity)",
      "alter sequence t_id_seq rename to x; alter sequence x increment 5",
    );
    expect(difference).toMatchObject({
      side: "differs",
      noise: null,
      facts: [{ fact: "name" }, { fact: "increment" }],
    });
  });
});

describe("between two databases", () => {
  const policy = "create table t (id int); create policy p on t to current_user";

  /** The same SQL run by a role of its own, as a replay does, and read as one. */
  function replayed(sql: string): Promise<Schema> {
    return maker.undone(async (client) => {
      await client.query("create role replayer; create role app; grant create on schema public to replayer");
      await client.query(`set role replayer; ${sql}; reset role`);
      return read(client, { owner: "replayer" });
    });
  }

  test("the owner in a policy is the owner, by whatever name", async () => {
    expect(compareSchemas(await maker.made(policy), await replayed(policy))).toEqual([]);
    const other = "create table t (id int); create policy p on t to pg_monitor";
    expect(compareSchemas(await maker.made(policy), await replayed(other)).map(told)).toEqual([
      "policy public.t.p differs: roles",
    ]);
  });

  test("the role that migrations run as is the same, also where a table was given to another one", async () => {
    const given = `${policy}; reset role; alter table t owner to app`;
    const live = await maker.made(
      `create role app; create role deployer; grant create on schema public to deployer;
      set role deployer; ${given}`,
      { owner: "deployer" },
    );
    expect(compareSchemas(live, await replayed(given))).toEqual([]);
  });

  test("a policy that names the role by which production happens to own the table is the same", async () => {
    const named = "create table t (id int); create policy p on t to app";
    const live = await maker.made(`create role app; ${named}; alter table t owner to app`);
    const history = await replayed(named);
    expect(compareSchemas(live, history)).toEqual([]);
  });

  test("order of making, of columns and of rows does not show", async () => {
    const one = await maker.made("create table a (x int, y int); create table b (id int); insert into a values (1, 2)");
    const other = await maker.made(
      "create table b (id int); create table a (y int, x int); create table c (); drop table c",
    );
    expect(compareSchemas(one, other)).toEqual([]);
    expect(one).toEqual(other);
  });

  test("printed SQL of another major version is noise, and everything else is not", async () => {
    const now = await maker.made("create table t (id int default 1, v text); create view w as select id from t");
    const then = await maker.made(
      "create table t (id int default 1 + 0, v int); create view w as select id + 0 as id from t",
      { postgres: 16 },
    );
    const differences = [
      "view public.w differs: definition (other-major)",
      "column public.t.id differs: default (other-major)",
      "column public.t.v differs: type",
    ];
    expect(compareSchemas(now, then).map(told)).toEqual(differences);
    expect(compareSchemas(now, { ...then, postgres: now.postgres }).map(({ noise }) => noise)).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe("left out", () => {
  const ledger = "create schema drizzle; create table drizzle.__migrations (id serial primary key, hash text)";
  const leaveOut: FlattenOptions["leaveOut"] = ({ name }) => name === "__migrations";

  test("a ledger goes with its sequence, and with a schema that holds nothing else", async () => {
    const without = await maker.made(`${ledger}; create table t (id serial)`, { leaveOut });
    expect(compareSchemas(without, await maker.made("create table t (id serial)"))).toEqual([]);
  });

  test("the schema stays where something else is in it", async () => {
    const without = await maker.made(`${ledger}; create type drizzle.mood as enum ()`, { leaveOut });
    expect(without.objects.map(nameOf)).toEqual(["drizzle", "public", "drizzle.mood"]);
  });

  test("members of extensions, row types, arrays and multiranges are no objects", async () => {
    const { objects } =
      await maker.made(`create extension citext; create table t (c citext[]); create table u (t t, ts t[]);
      create type r as range (subtype = int4)`);
    expect(objects.filter(({ kind }) => kind !== "column").map(told_)).toEqual([
      "schema public",
      "extension citext",
      "range public.r",
      "table public.t",
      "table public.u",
    ]);
  });

  test("what is ignored is told, as ignored", async () => {
    const differences = compareSchemas(
      await maker.made(
        "create schema auth; create table auth.users (id int); create table auth2 (); create function f(int) returns int language sql as 'select 1'; create table p_2024 (); create table a$b ()",
      ),
      await maker.made(""),
      { ignore: ["auth", "public.f", "public.p_*", "public.a$b"] },
    );
    expect(differences.filter(({ noise }) => noise === "ignored").map(({ object }) => nameOf(object))).toEqual([
      "auth",
      "auth.users",
      "public.a$b",
      "public.p_2024",
      "public.f(integer)",
      "auth.users.id",
    ]);
    expect(differences.filter(({ noise }) => noise !== "ignored").map(told)).toEqual(["table public.auth2 only-live"]);
  });
});

function told_({ kind, name }: SchemaObject): string {
  return `${kind} ${name}`;
}
