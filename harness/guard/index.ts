export { grantPermits } from "./grant.ts";
export { guardFunctions, guardVersion, installSql, migrationSql, probeSql, removeSql, unbindSql } from "./install.ts";
export { judgeGuard } from "./judge.ts";
export { noLedger } from "./judge-tables.ts";
export { limitLines, passing } from "./limits.ts";
export { permitsOf } from "./permits.ts";
export { readGuard } from "./read.ts";
export { readPermits } from "./stored.ts";
