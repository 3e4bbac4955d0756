export { account, type LeftOut } from "./account.ts";
export { type CompareOptions, compareSchemas } from "./compare.ts";
export { type Chains, chains } from "./effects/chains.ts";
export { type FlattenOptions, flatten } from "./flatten.ts";
export { inOrder, keyOf, nameOf, schemaOf } from "./names.ts";
