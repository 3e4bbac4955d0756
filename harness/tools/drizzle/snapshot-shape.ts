import { anything, flag, list, named, number, object, oneOf, type Shape, text } from "./shape.ts";

// What drizzle-kit 0.x takes for a snapshot of PostgreSQL, format 7. It refuses the whole folder otherwise,
// with no word about the key.

const sequence = {
  increment: text,
  minValue: text,
  maxValue: text,
  startWith: text,
  cache: text,
  cycle: flag,
};

const column = object(
  { name: text, type: text, primaryKey: flag, notNull: flag },
  {
    typeSchema: text,
    default: anything,
    isUnique: anything,
    uniqueName: text,
    nullsNotDistinct: flag,
    generated: object({ type: oneOf("stored"), as: text }, {}, true),
    identity: object({ name: text, schema: text, type: oneOf("always", "byDefault") }, sequence, true),
  },
);

const indexColumn = object({ expression: text, isExpression: flag, asc: flag }, { nulls: text, opclass: text }, true);

const index = object(
  { name: text, columns: list(indexColumn), isUnique: flag },
  { with: named(anything), method: text, where: text, concurrently: flag },
);

const foreignKey = object(
  { name: text, tableFrom: text, columnsFrom: list(text), tableTo: text, columnsTo: list(text) },
  { schemaTo: text, onUpdate: text, onDelete: text },
);

const policy = object(
  { name: text },
  {
    as: oneOf("PERMISSIVE", "RESTRICTIVE"),
    for: oneOf("ALL", "SELECT", "INSERT", "UPDATE", "DELETE"),
    to: list(text),
    using: text,
    withCheck: text,
    on: text,
    schema: text,
  },
);

const table = object(
  {
    name: text,
    schema: text,
    columns: named(column),
    indexes: named(index),
    foreignKeys: named(foreignKey),
    compositePrimaryKeys: named(object({ name: text, columns: list(text) })),
  },
  {
    uniqueConstraints: named(object({ name: text, columns: list(text), nullsNotDistinct: flag })),
    policies: named(policy),
    checkConstraints: named(object({ name: text, value: text })),
    isRLSEnabled: flag,
  },
);

const view = object(
  { name: text, schema: text, columns: named(column), materialized: flag, isExisting: flag },
  {
    definition: text,
    with: object(
      {},
      {
        checkOption: oneOf("local", "cascaded"),
        securityBarrier: flag,
        securityInvoker: flag,
        fillfactor: number,
        toastTupleTarget: number,
        parallelWorkers: number,
        autovacuumEnabled: flag,
        vacuumIndexCleanup: oneOf("auto", "off", "on"),
        vacuumTruncate: flag,
        autovacuumVacuumThreshold: number,
        autovacuumVacuumScaleFactor: number,
        autovacuumVacuumCostDelay: number,
        autovacuumVacuumCostLimit: number,
        autovacuumFreezeMinAge: number,
        autovacuumFreezeMaxAge: number,
        autovacuumFreezeTableAge: number,
        autovacuumMultixactFreezeMinAge: number,
        autovacuumMultixactFreezeMaxAge: number,
        autovacuumMultixactFreezeTableAge: number,
        logAutovacuumMinDuration: number,
        userCatalogTable: flag,
      },
    ),
    withNoData: flag,
    using: text,
    tablespace: text,
  },
);

const internalColumn = object(
  {},
  { isArray: flag, dimensions: number, rawType: text, isDefaultAnExpression: flag },
  true,
);

/** Format 7; keys of its own at the very top are passed over, as drizzle-kit does. */
export const snapshot7: Shape = object(
  {
    id: text,
    prevId: text,
    version: oneOf("7"),
    dialect: oneOf("postgresql"),
    tables: named(table),
    enums: named(object({ name: text, schema: text, values: list(text) })),
    schemas: named(text),
    _meta: object({ schemas: named(text), tables: named(text), columns: named(text) }, {}, true),
  },
  {
    views: named(view),
    sequences: named(object({ name: text, schema: text }, sequence)),
    roles: named(object({ name: text }, { createDb: flag, createRole: flag, inherit: flag })),
    policies: named(policy),
    internal: object({ tables: named(object({ columns: named(internalColumn) }, {}, true)) }, {}, true),
  },
  true,
);

/** Formats 8 and 9, of 1.0: what binds the snapshots to each other. */
export const snapshotOfFolders: Shape = object({ id: text, prevIds: list(text), version: oneOf("8", "9") }, {}, true);
