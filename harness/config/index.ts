export { defineConfig } from "./define.ts";
export { coverages, majorVersion, providers, roles, rowLimits, seedLimits } from "./keys.ts";
export { readSchemaFile, schemaText } from "./schema-file.ts";
export { readConfig, readWishes, type Settings } from "./settings.ts";
export { readShapes } from "./shapes.ts";
