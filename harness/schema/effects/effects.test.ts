import { describe, expect, test } from "vitest";
import type { Effect, SchemaKind, SchemaObject } from "../../model/schema.ts";
import { schemaWith } from "../arbitrary.fixture.ts";
import { type Chains, chains, compareSchemas } from "../index.ts";

function object(kind: SchemaKind, on: string | null, name: string, facts: SchemaObject["facts"] = {}): SchemaObject {
  return { kind, on, name, facts };
}
const table = (name: string, ...columns: readonly string[]): readonly SchemaObject[] => [
  object("table", null, name, { rowSecurity: false }),
  ...columns.map((column) => of(name, column)),
];
const of = (on: string, name: string, type = "text") => object("column", on, name, { type, notNull: false });
const labels = (...all: readonly string[]) => object("enum", null, "public.mood", { labels: all });
const key = (on: string, name: string) =>
  object("constraint", on, name, { kind: "primary", definition: "PRIMARY KEY (id)" });

type State = readonly (SchemaObject | readonly SchemaObject[])[];

/** States 0, 1, …, and their migrations "1", "2", …. */
function history(...states: readonly State[]): Chains {
  const made = chains();
  for (const [index, state] of states.entries()) made.add(index === 0 ? null : String(index), schemaWith(state.flat()));
  return made;
}

const effects = (made: Chains, ...live: State) => made.effects(schemaWith(live.flat()));
const shown = (made: Chains, ...live: State): readonly Effect[] =>
  effects(made, ...live).migrations.map(({ effect }) => effect);

const users = table("public.users", "id");
const email = of("public.users", "email");

describe("a migration", () => {
  const made = history([], [users], [users, email], [users, email], [users, of("public.users", "email", "citext")]);

  test("is in effect where all that it makes is there", () => {
    expect(shown(made, users, of("public.users", "email", "citext"))).toEqual([
      "in-effect",
      "in-effect",
      "unseen",
      "in-effect",
    ]);
  });

  test("has no effect where nothing of it is there", () => {
    expect(shown(made)).toEqual(["no-effect", "no-effect", "unseen", "no-effect"]);
    expect(shown(made, users)).toEqual(["in-effect", "no-effect", "unseen", "no-effect"]);
    expect(shown(made, users, email)).toEqual(["in-effect", "in-effect", "unseen", "no-effect"]);
  });

  test("leaves no trace where it changes rows only, or nothing", () => {
    expect(effects(made, users).migrations[2]).toEqual({ migration: "3", effect: "unseen", there: [], absent: [] });
  });

  test("is in part where some of what it makes is there, and both are named", () => {
    const both = history([], [users, email, table("public.posts", "id")]);
    expect(effects(both, users).migrations).toEqual([
      {
        migration: "1",
        effect: "part",
        there: ["table public.users"],
        absent: ["table public.posts", "column public.users.email"],
      },
    ]);
  });

  test("that made what a foreign value stands for now is judged by what else it made", () => {
    const retyped = of("public.users", "email", "bytea");
    expect(shown(made, users, retyped)).toEqual(["in-effect", "in-effect", "unseen", "unknown"]);
  });

  test("that only dropped what stands again is not known, and what made it again is by its facts", () => {
    const again = history([], [users], [], [table("public.users", "name")]);
    expect(shown(again, users)).toEqual(["in-effect", "no-effect", "no-effect"]);
    expect(shown(again, table("public.users", "name"))).toEqual(["in-effect", "in-effect", "in-effect"]);
    const alike = history([], [users], [], [users]);
    expect(shown(alike, users)).toEqual(["in-effect", "unknown", "unknown"]);
    expect(shown(alike)).toEqual(["unknown", "unknown", "no-effect"]);
  });

  test("that dropped something is in effect where what made it is", () => {
    const posts = table("public.posts", "id");
    const dropped = history([], [users, posts], [users], [users, email]);
    expect(shown(dropped, users)).toEqual(["in-effect", "in-effect", "no-effect"]);
    expect(shown(dropped, users, posts, email)).toEqual(["in-effect", "no-effect", "in-effect"]);
    expect(effects(dropped, users, posts).migrations[1]?.absent).toEqual(["drop of table public.posts"]);
  });

  test("that renamed a table is not to blame for what the table lacked before, or lost since", () => {
    const index = (on: string) => object("index", on, "i", { unique: false, definition: "btree (id)", options: null });
    const [old, now] = [table("public.old", "id"), table("public.now", "id")];
    const renamed = history([old], [old, index("public.old")], [now, index("public.now")]);
    expect(shown(renamed, now, index("public.now"))).toEqual(["in-effect", "in-effect"]);
    expect(shown(renamed, now)).toEqual(["unknown", "in-effect"]);
    expect(effects(renamed, now).migrations[1]).toEqual({
      migration: "2",
      effect: "in-effect",
      there: ["drop of table public.old", "table public.now"],
      absent: [],
    });
    expect(shown(renamed, old, index("public.old"))).toEqual(["in-effect", "no-effect"]);
  });

  test("that was passed over by a later one of the same thing is no evidence of its other half", () => {
    const note = of("public.users", "note");
    const typed = (type: string) => of("public.users", "email", type);
    const retyped = history(
      [users],
      [users, typed("text")],
      [users, typed("varchar"), note],
      [users, typed("citext"), note],
    );
    expect(shown(retyped, users, typed("citext"))).toEqual(["in-effect", "no-effect", "in-effect"]);
    expect(shown(retyped, users, typed("citext"), note)).toEqual(["in-effect", "in-effect", "in-effect"]);
  });

  test("that added a label is told from one that added another", () => {
    const added = history([labels("a")], [labels("a", "b")], [labels("a", "b", "c")], [labels("z", "a", "b", "c")]);
    expect(shown(added, labels("a", "c"))).toEqual(["no-effect", "in-effect", "no-effect"]);
    expect(effects(added, labels("a", "c")).migrations[2]?.absent).toEqual(["label z of enum public.mood"]);
    // The order is no sign of anything.
    expect(shown(added, labels("c", "b", "a", "z"))).toEqual(["in-effect", "in-effect", "in-effect"]);
  });

  test("is judged without what state 0 has, and what no migration makes", () => {
    const after = history([users], [users, email]);
    expect(shown(after, users, table("public.strange", "id"))).toEqual(["no-effect"]);
    expect(shown(after, email)).toEqual(["in-effect"]);
  });

  test("is judged whatever a key is named", () => {
    const renamed = history(
      [],
      [table("public.a", "id"), key("public.a", "a_pkey")],
      [table("public.b", "id"), key("public.b", "a_pkey")],
    );
    expect(shown(renamed, table("public.b", "id"), key("public.b", "b_pkey"))).toEqual(["in-effect", "in-effect"]);
    expect(shown(renamed, table("public.a", "id"), key("public.a", "other"))).toEqual(["in-effect", "no-effect"]);
    const swapped = history([], [users, key("public.users", "k"), key("public.users", "l")]);
    expect(effects(swapped, users, key("public.users", "x"), key("public.users", "y")).migrations[0]?.effect).not.toBe(
      "no-effect",
    );
  });
});

describe("the nearest state", () => {
  const made = history([], [users], [users, email], [users, email], [users, table("public.posts")]);

  test("is the last of those that are equally near", () => {
    expect(effects(made, users, email).nearest).toEqual({ after: "3", differences: 0 });
    expect(effects(made).nearest).toEqual({ after: null, differences: 0 });
    expect(effects(made, users, email, table("public.strange")).nearest).toEqual({ after: "3", differences: 1 });
  });

  test("is found through what another major version prints otherwise", () => {
    const view = (definition: string) => object("view", null, "public.v", { definition, options: [] });
    const viewed = history([], [view("SELECT 1")], [view("SELECT 1"), users], [users]);
    const live = schemaWith([view("SELECT 1 AS one"), ...users], 16);
    expect(viewed.effects(live).nearest).toEqual({ after: "2", differences: 0 });
  });

  test("can be had as it was", () => {
    expect(made.after("4")).toEqual(schemaWith([users, table("public.posts")].flat()));
    expect(made.after(null)?.objects).toEqual([]);
    expect(made.after("5")).toBeUndefined();
  });
});

describe("what made a difference", () => {
  const typed = (type: string) => of("public.users", "email", type);
  const made = history(
    [users],
    [users, typed("text")],
    [users, typed("citext")],
    [users, typed("citext"), key("public.users", "k")],
    [users, key("public.users", "k")],
  );
  const traced = (upTo: string, ...live: State) =>
    compareSchemas(schemaWith(live.flat()), made.after(upTo) ?? expect.fail()).map((one) => made.madeBy(one));

  test.for<readonly [what: string, after: string, live: State, migrations: readonly (string | null)[]]>([
    ["what production lacks", "3", [users, key("public.users", "k")], ["1"]],
    ["a fact since the last change", "3", [users, typed("text"), key("public.users", "k")], ["2"]],
    ["what the history dropped", "4", [users, typed("citext"), key("public.users", "k")], ["4"]],
    ["what no migration made", "4", [table("public.users", "id", "x"), key("public.users", "k")], [null]],
    ["what stood there before them all", "4", [key("public.users", "k")], [null, null]],
    ["another name", "4", [users, key("public.users", "l")], ["3"]],
  ])("%s", ([, after, live, migrations]) => {
    expect(traced(after, ...live)).toEqual(migrations);
  });
});
