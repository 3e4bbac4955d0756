import { withClient } from "../harness/database/index.ts";
import { benchOptions, judge, race, withServer } from "./measure.ts";

/** A small business: fifty tables of a thousand rows. */
const tables = `
  do $$ begin
    for i in 1..50 loop
      execute format('create table t%s (id int primary key, name text not null, made_at timestamptz not null)', i);
      execute format('insert into t%s select n, md5(n::text), now() from generate_series(1, 1000) n', i);
    end loop;
  end $$`;

const { provider, rounds } = benchOptions(9);

process.exitCode = await withServer(provider, async (server) => {
  const owner = await server.createOwner();
  const original = await server.create(owner);
  const elsewhere = await server.create(owner);
  await withClient(original, "superuser", (client) => client.query(tables));
  return withClient(elsewhere, "superuser", async (client) => {
    const bare = (strategy: string) => async () => {
      await client.query(`create database bare template "${original.name}" ${strategy}`);
      return () => client.query("drop database bare");
    };
    const measured = await race(
      [
        {
          name: "a clone",
          async run() {
            const copy = await server.clone(original);
            return () => server.drop(copy);
          },
        },
        { name: "CREATE DATABASE … TEMPLATE", run: bare("") },
        { name: "the same with STRATEGY = FILE_COPY", run: bare("strategy = file_copy") },
      ],
      rounds,
    );
    console.log(`50 tables x 1000 rows, PostgreSQL ${server.version}, median of ${rounds} rounds`);
    return judge(measured, { "CREATE DATABASE … TEMPLATE": 1.3 });
  });
});
