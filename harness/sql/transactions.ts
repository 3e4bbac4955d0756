import { as, members, type Parsed, parseSql, type Tree } from "./tree.ts";

/** What the server refuses inside of a transaction (25001), by its words: "CREATE INDEX CONCURRENTLY"; null for all else. */
export async function outsideTransaction(statement: { readonly sql: string }): Promise<string | null> {
  for (const { kind, node } of (await parseSql(statement.sql)) ?? []) {
    const words = refused[kind]?.(node) ?? null;
    if (words !== null) return words;
  }
  return null;
}

const refused: Readonly<Record<Parsed["kind"], (node: Tree) => string | null>> = {
  IndexStmt: ({ concurrent }) => (concurrent === true ? "CREATE INDEX CONCURRENTLY" : null),
  DropStmt: ({ concurrent }) => (concurrent === true ? "DROP INDEX CONCURRENTLY" : null),
  ReindexStmt: (node) => {
    if (has(node.params, "concurrently")) return "REINDEX CONCURRENTLY";
    const whole = /^REINDEX_OBJECT_(SCHEMA|SYSTEM|DATABASE)$/.exec(String(node.kind))?.[1];
    return whole === undefined ? null : `REINDEX ${whole}`;
  },
  VacuumStmt: ({ is_vacuumcmd }) => (is_vacuumcmd === true ? "VACUUM" : null),
  CreatedbStmt: () => "CREATE DATABASE",
  DropdbStmt: () => "DROP DATABASE",
  AlterDatabaseStmt: ({ options }) => (has(options, "tablespace") ? "ALTER DATABASE SET TABLESPACE" : null),
  CreateTableSpaceStmt: () => "CREATE TABLESPACE",
  DropTableSpaceStmt: () => "DROP TABLESPACE",
  AlterSystemStmt: () => "ALTER SYSTEM",
  ClusterStmt: ({ relation }) => (relation === undefined ? "CLUSTER" : null),
  CreateSubscriptionStmt: ({ options }) =>
    has(options, "create_slot") || has(options, "connect") ? null : "CREATE SUBSCRIPTION",
  DiscardStmt: ({ target }) => (target === "DISCARD_ALL" ? "DISCARD ALL" : null),
  AlterTableStmt: ({ cmds }) => {
    const detached = members(cmds).some(
      (command) => as("PartitionCmd", as("AlterTableCmd", command)?.def)?.concurrent === true,
    );
    return detached ? "ALTER TABLE DETACH PARTITION CONCURRENTLY" : null;
  },
};

function has(options: unknown, name: string): boolean {
  return members(options).some((option) => as("DefElem", option)?.defname === name);
}
