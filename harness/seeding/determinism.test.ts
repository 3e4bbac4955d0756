import { afterAll, expect, test } from "vitest";
import { providers, startServer } from "../database/index.ts";
import { testProvider, testWhere } from "../database/test-server.fixture.ts";
import type { ProviderName, Server } from "../model/database.ts";
import { broad } from "./schema.fixture.ts";
import { type Seeded, withSeeded } from "./world.fixture.ts";

const { provider: _, ...version } = testWhere;
const quiet = { ...version, keep: false, say: () => undefined };

/** Why a provider is left out; null where it runs. */
async function whyNot({ name, prepare }: (typeof providers)[number]): Promise<string | null> {
  if (testProvider !== "auto" && testProvider !== name) return `HOLDFAST_PROVIDER is ${testProvider}`;
  return prepare(quiet).then(
    () => null,
    (error: Error) => error.message,
  );
}

const reasons = await Promise.all(providers.map(whyNot));
for (const [at, reason] of reasons.entries())
  if (reason !== null) console.warn(`skipped: ${providers[at]?.name}: ${reason}`);
const names: readonly ProviderName[] = providers.filter((_, at) => reasons[at] === null).map(({ name }) => name);
const servers = await Promise.all(names.map((provider) => startServer({ provider, ...quiet })));
afterAll(() => Promise.all(servers.map((server) => server.stop())));

test("the same seed gives the same rows wherever PostgreSQL runs, and another seed gives others in every table", async () => {
  const [here, ...elsewhere] = await Promise.all(servers.map((server) => digests(server, 1)));
  for (const found of elsewhere) expect(found).toEqual(here);
  const others = await digests(servers[0] as Server, 2);
  const tables = Object.keys(here ?? {});
  expect(tables).toHaveLength(19);
  expect(Object.keys(others)).toEqual(tables);
  expect(tables.filter((table) => others[table] === here?.[table])).toEqual([]);
});

test("rows that are made while earlier ones are on their way do not hang on which is faster", async () => {
  const schema =
    "create table t (id serial primary key, up int references t, nick text not null unique, a int, b int, unique (a, b))";
  const [server] = servers as [Server];
  const first = await digests(server, 1, schema, 9000);
  expect(first["public.t"]).not.toBeNull();
  expect(await digests(server, 1, schema, 9000)).toEqual(first);
  await withSeeded(server, schema, { rows: 9000 }, async ({ ask, report }) => {
    expect(report.tables).toMatchObject([{ placed: 9000, stoppedBy: null }]);
    expect(await ask("select count(*) > 1000 from t where up <> id")).toEqual([["t"]]);
  });
});

/** Per table a digest of its rows as text. The schemas' own SQL asks neither the clock nor chance. */
function digests(
  server: Server,
  seed: number,
  schema = broad,
  rows = 60,
): Promise<Readonly<Record<string, string | null>>> {
  return withSeeded(server, schema, { seed, rows }, async ({ report, ask }: Seeded) => {
    const found: Record<string, string | null> = {};
    for (const { schema, table } of report.tables) {
      const [[digest = null] = []] = await ask(
        `select md5(string_agg(t::text, e'\\n' order by t::text collate "C")) from only "${schema}"."${table}" as t`,
      );
      found[`${schema}.${table}`] = digest;
    }
    return found;
  });
}
