// Leaves in dist/ what somebody can get at from the package's entries: the modules that they load, and the types that
// these name. The rest is types of inner modules, and what a former build left there.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

const { bin, exports } = JSON.parse(readFileSync("package.json", "utf8"));
const entries = [bin, ...Object.values(exports)]
  .flatMap((entry) => (typeof entry === "string" ? entry : Object.values(entry)))
  .map((path) => join(path))
  .filter((path) => path.startsWith("dist"));

/** @param {string} file of compiled JavaScript or of types, which name each other as their sources do */
function namedBy(file) {
  const isTypes = file.endsWith(".d.ts");
  return [...readFileSync(file, "utf8").matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, name]) =>
    join(dirname(file), isTypes ? name.replace(/\.[jt]s$/, ".d.ts") : name),
  );
}

const reached = new Set(entries);
for (const file of reached) for (const named of namedBy(file)) reached.add(named);

for (const entry of readdirSync("dist", { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath, entry.name);
  if (entry.isFile() && !reached.has(file)) rmSync(file);
}
