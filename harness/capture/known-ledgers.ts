/** The tracking table of a migration tool, as the tool itself makes it. */
export interface KnownLedger {
  readonly tool: string;
  /** What the table is called; null where its columns alone speak for it. */
  readonly table: RegExp | null;
  /** Columns that it must have, with their types as `format_type` prints them. */
  readonly columns: Readonly<Record<string, RegExp>>;
  /** Columns that it may have besides; null for any. */
  readonly besides: readonly string[] | null;
  /** The column that names a migration. */
  readonly name: string;
  /** The column that orders the rows. */
  readonly order: string;
  /** SQL condition on a row that claims a failure; null in tools that record none. */
  readonly failed: string | null;
}

const text = /^(text|character varying)/;
const whole = /^(smallint|integer|bigint)$/;
const long = /^bigint$/;
const time = /^timestamp/;

/** Columns of any type. */
function columns(...names: readonly string[]): KnownLedger["columns"] {
  return Object.fromEntries(names.map((name) => [name, /./]));
}

function ledger(
  tool: string,
  table: RegExp | null,
  columns: KnownLedger["columns"],
  name: string,
  more: Partial<KnownLedger> = {},
): KnownLedger {
  return { tool, table, columns, besides: [], name, order: name, failed: null, ...more };
}

/** Its table may have any name in any schema; but milliseconds in a created_at beside a hash are its own. */
const drizzle = { id: whole, hash: text, created_at: long };

const prisma = columns("checksum", "migration_name", "started_at", "finished_at", "rolled_back_at");
const flyway = columns("installed_rank", "version", "description", "script", "checksum", "installed_on", "success");
const liquibase = columns("id", "author", "filename", "dateexecuted", "orderexecuted", "exectype", "md5sum");
const atlas = columns("version", "description", "applied", "total", "executed_at", "execution_time", "error", "hash");
const sqlx = columns("version", "description", "installed_on", "success", "checksum", "execution_time");
const payload = columns("id", "name", "batch", "updated_at", "created_at");
const phinx = columns("version", "migration_name", "start_time", "end_time");

const migrations = /^migrations$/;
/** Made differently by one tool after the other. */
const versions = /^schema_migrations$/;

/**
 * The first that fits names the tool. A table that is taken for a ledger is not compared as a table, so each of these
 * is narrow.
 */
export const knownLedgers: readonly KnownLedger[] = [
  ledger("drizzle", null, { ...drizzle, name: text }, "name", { besides: ["applied_at"], order: "created_at" }),
  ledger("drizzle", null, drizzle, "created_at"),
  ledger("prisma", null, prisma, "migration_name", {
    besides: null,
    order: "started_at",
    failed: "finished_at is null and rolled_back_at is null",
  }),
  ledger("flyway", null, flyway, "version", { besides: null, order: "installed_rank", failed: "not success" }),
  ledger("liquibase", null, liquibase, "id", { besides: null, order: "orderexecuted", failed: "exectype = 'FAILED'" }),
  ledger("atlas", null, atlas, "version", { besides: null, failed: "error <> '' or applied < total" }),
  ledger("sqlx", null, sqlx, "version", { failed: "not success" }),
  ledger("entity framework", null, columns("MigrationId", "ProductVersion"), "MigrationId"),
  ledger("goose", null, columns("id", "version_id", "is_applied", "tstamp"), "version_id", { order: "id" }),
  ledger("alembic", /^alembic_version/, { version_num: text }, "version_num"),
  ledger("django", /^django_migrations$/, columns("id", "app", "name", "applied"), "name", { order: "id" }),
  ledger("knex", /migrations?$/, columns("id", "name", "batch", "migration_time"), "name", { order: "id" }),
  ledger("typeorm", /migrations?$/, { id: whole, timestamp: long, name: text }, "name", { order: "timestamp" }),
  ledger("sequelize", /^sequelize_?(meta|data)$/i, { name: text }, "name"),
  ledger("mikro-orm", /^mikro_orm_migrations$/, { id: whole, name: text, executed_at: time }, "name", { order: "id" }),
  ledger("kysely", /^kysely_migration$/, { name: text, timestamp: text }, "name", { order: "timestamp" }),
  ledger("node-pg-migrate", /migrations?$/, { id: whole, name: text, run_on: time }, "name", { order: "id" }),
  ledger("postgres-migrations", migrations, columns("id", "name", "hash", "executed_at"), "name", { order: "id" }),
  ledger("graphile-migrate", migrations, columns("hash", "previous_hash", "filename", "date"), "filename", {
    order: "date",
  }),
  ledger("graphile-worker", migrations, columns("id", "ts"), "id", { besides: ["breaking"] }),
  ledger("laravel", migrations, { id: whole, migration: text, batch: whole }, "migration", { order: "id" }),
  ledger("payload", /^payload_migrations$/, payload, "name", { order: "id" }),
  ledger("doctrine", /^doctrine_migration_versions$/, columns("version", "executed_at", "execution_time"), "version"),
  ledger("phinx", /^phinxlog$/, phinx, "version", { besides: ["breakpoint"] }),
  ledger("diesel", /^__diesel_schema_migrations$/, columns("version", "run_on"), "version"),
  ledger("sea-orm", /^seaql_migrations$/, columns("version", "applied_at"), "version"),
  ledger("refinery", /^refinery_schema_history$/, columns("version", "name", "applied_on", "checksum"), "version"),
  ledger("bun", /^bun_migrations$/, columns("id", "name", "group_id", "migrated_at"), "name", { order: "id" }),
  ledger("golang-migrate", versions, { version: long, dirty: /^boolean$/ }, "version", { failed: "dirty" }),
  ledger("ecto", versions, { version: long, inserted_at: time }, "version"),
  ledger("supabase", versions, { version: text, statements: /^text\[\]$/ }, "version", { besides: null }),
  ledger("dbmate", versions, { version: /^character varying\(\d+\)$/ }, "version"),
  ledger("rails", versions, { version: /^character varying$/ }, "version"),
];

/** What people call a tracking table of their own. */
export const customName =
  /^_*((drizzle|schema|db|database|sql|pg|app|applied|legacy)_)?(migrations?(_(history|log|versions?))?|(schema|db|database)_(history|versions?))$/i;

/** Columns by which a table of such a name tells migrations apart, the best first; numbers alone tell nothing. */
export const customKeys: readonly (readonly [name: string, type: RegExp])[] = [
  ["version", /./],
  ["name", text],
  ["filename", text],
  ["file_name", text],
  ["migration", text],
  ["migration_name", text],
  ["script", text],
  ["tag", text],
  ["id", text],
];
