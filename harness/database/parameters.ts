/**
 * What every server runs with, whoever provides it. Its data dies with it, so durability is off;
 * everything that could change what a migration does is pinned.
 */
const parameters: Readonly<Record<string, string>> = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  // A container's data lives in memory, and so does its write-ahead log.
  max_wal_size: "512MB",
  max_connections: "50",
  // One transaction may hold a whole history of thousands of tables.
  max_locks_per_transaction: "512",
  shared_buffers: "128MB",
  // In the data folder: containers have 64 MB of /dev/shm, and a killed server leaves files there.
  dynamic_shared_memory_type: "mmap",
  // Nothing writes but what is under test: what was written is told by the server's own count of transactions.
  autovacuum: "off",
  jit: "off",
  lc_messages: "C",
  timezone: "UTC",
  log_timezone: "UTC",
};

/** As arguments of `postgres`. */
export function serverArguments(): string[] {
  return Object.entries(parameters).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Options of `initdb` that decide how text is stored, compared and folded. */
export const initdbOptions: readonly string[] = ["--encoding=UTF8", "--locale=C", "--no-sync"];

/** The superuser of every server; migrations written for managed servers may name it. */
export const superuser = "postgres";

/**
 * SQL before a password is set, in the same transaction: stretching is for passwords that can be guessed, and costs each
 * connection more than all else. Servers before 16 do not know it.
 */
export const plainStretch = `SELECT set_config(name, '1', true) FROM pg_settings WHERE name = 'scram_iterations'`;
