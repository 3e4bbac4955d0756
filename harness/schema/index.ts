export { account, type LeftOut } from "./account.ts";
export { compareSchemas } from "./compare.ts";
export { type Chains, chains } from "./effects/chains.ts";
export { flatten } from "./flatten.ts";
export { isTable, keyOf, nameOf, schemaOf } from "./names.ts";
export { type Whole, wholes } from "./wholes.ts";
