import { facts } from "../harness/capture/index.ts";
import { holdsRows, identityOf } from "../harness/checks/index.ts";
import { withClient } from "../harness/database/index.ts";
import { benchOptions, judge, race, withServer } from "./measure.ts";

const rows = 1_000_000;

/** Twelve columns as a business table has them, with a NULL here and there. */
const table = `
  create table t (
    id int primary key, account bigint not null, title text not null, code varchar(40), amount numeric(12, 2) not null,
    made_at timestamptz not null, active bool not null, token uuid not null, due date, score double precision,
    details jsonb not null, labels text[] not null
  );
  insert into t select
    n, n::bigint * 7919, 'Title of row ' || n, case when n % 10 > 0 then 'C-' || md5(n::text) end, (n * 37 % 999983) / 100.0,
    '2024-01-01Z'::timestamptz + n * interval '61.000001 s', n % 3 = 0, md5(n::text)::uuid,
    case when n % 7 > 0 then date '2020-01-01' + n % 3000 end, n / 7.0,
    jsonb_build_object('place', n, 'tags', array['a', 'b']), array['x' || n % 100, 'y']
  from generate_series(1, ${rows}) n;
  vacuum (analyze, freeze) t`;

const { provider, rounds } = benchOptions(5);

process.exitCode = await withServer(provider, async (server) => {
  const database = await server.create(await server.createOwner());
  return withClient(database, "superuser", async (client) => {
    for (const statement of table.split(";\n")) await client.query(statement);
    const fingerprint = () => facts(client, { holdsRows, identityOf }, []);
    const measured = await race(
      [
        {
          name: "the fingerprint in one process",
          async run() {
            // COPY reads in one process; more cores must not be what makes the fingerprint cheap.
            await client.query("set max_parallel_workers_per_gather = 0");
            await fingerprint();
            await client.query("reset max_parallel_workers_per_gather");
          },
        },
        { name: "the fingerprint as it runs", run: fingerprint },
        { name: "COPY t TO '/dev/null'", run: () => client.query("copy t to '/dev/null'") },
        { name: "md5(string_agg)", run: () => client.query("select md5(string_agg(t::text, '' order by id)) from t") },
      ],
      rounds,
    );
    console.log(`${rows} rows x 12 columns, PostgreSQL ${server.version}, median of ${rounds} rounds`);
    return judge(measured, { "COPY t TO '/dev/null'": 1 });
  });
});
