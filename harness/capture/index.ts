export { readCatalog } from "./catalog.ts";
export { compare, type Side } from "./compare.ts";
export { facts, type Judged } from "./facts.ts";
