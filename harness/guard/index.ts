export { grantPermits, grantSql } from "./grant.ts";
export { guardFunctions, guardVersion, installSql, migrationSql, probeSql, removeSql, unbindSql } from "./install.ts";
export { judgeGuard } from "./judge.ts";
export { noLedger } from "./judge-tables.ts";
export { limits, limitsText } from "./limits.ts";
export { permitsOf } from "./permits.ts";
export { readGuard, readPermits } from "./read.ts";
