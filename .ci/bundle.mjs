// Makes the package's JavaScript: a file for each entry, and some that they share, since hundreds of modules take longer to load than
// most commands to run. Names stay as they are, for whoever reads a stack trace; what is imported by a name stays an import.
// Usage: node .ci/bundle.mjs [folder]
import { readFileSync } from "node:fs";
import { rolldown } from "rolldown";

const { bin, exports } = JSON.parse(readFileSync("package.json", "utf8"));
const entries = [...Object.values(bin), ...Object.values(exports).flatMap((entry) => entry.default ?? [])];
const input = Object.fromEntries(
  entries.map((file) => file.replace(/^\.?\/?dist\/(.*)\.js$/, "$1")).map((name) => [name, `harness/${name}.ts`]),
);
const bundle = await rolldown({
  input,
  platform: "node",
  // All that is imported by a name, but what the bundler itself writes.
  external: /^(?!@oxc-project\/)[^./\0]/,
  // It would take the matchers away, which nothing asks for by name: package.json says of what is built, not of sources, that it has effects.
  treeshake: false,
});
await bundle.write({ dir: process.argv[2] ?? "dist", chunkFileNames: "shared/[name]-[hash].js" });
