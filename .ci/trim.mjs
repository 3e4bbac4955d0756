// Leaves in dist/ of the types what somebody can get at from the package's entries; the rest is of inner modules.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

const { exports } = JSON.parse(readFileSync("package.json", "utf8"));

/** @param {string} file of types, which name each other as their sources do */
function namedBy(file) {
  return [...readFileSync(file, "utf8").matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, name]) =>
    join(dirname(file), name.replace(/\.[jt]s$/, ".d.ts")),
  );
}

const reached = new Set(Object.values(exports).flatMap(({ types }) => (types === undefined ? [] : join(types))));
for (const file of reached) for (const named of namedBy(file)) reached.add(named);

for (const entry of readdirSync("dist", { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath, entry.name);
  if (entry.isFile() && !reached.has(file)) rmSync(file);
}
