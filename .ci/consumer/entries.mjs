// Every entry of the package loads where none of the optional peers is installed; the kit says that it wants Vitest.
import { strict as assert } from "node:assert";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { exports } = require("holdfast/package.json");

for (const [path, target] of Object.entries(exports)) {
  const name = `holdfast${path.slice(1)}`;
  if (typeof target === "string") assert.equal(typeof require(name), "object", name);
  else if (path === "./vitest") await assert.rejects(import(name), /Cannot find package 'vitest'/, name);
  else assert.notEqual(Object.keys(await import(name)).length, 0, name);
}
console.log(`${Object.keys(exports).length} entries load`);
