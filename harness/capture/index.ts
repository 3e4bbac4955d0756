export { catalogIn, readCatalog } from "./catalog.ts";
export { type Census, census } from "./census.ts";
export { compare, type Side } from "./compare.ts";
export { measure } from "./declared/index.ts";
export { underDeclaredKeys } from "./declared/rekeyed.ts";
export { facts, type Judged } from "./facts.ts";
export { largeObjects } from "./large-objects.ts";
export { findLedgers } from "./ledgers.ts";
export { statistics } from "./statistics.ts";
