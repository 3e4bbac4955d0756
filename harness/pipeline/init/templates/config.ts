/**
 * A holdfast.config.ts.
 *
 * @param migrations the folder, from that of the config
 * @param goesBack whether the tool has ways down, which drop what migrations made
 */
export function configFile(migrations: string, goesBack: boolean): string {
  return `import { defineConfig } from "holdfast";

// The types tell every key.
export default defineConfig({
  migrations: ${JSON.stringify(migrations)},

  // The version of PostgreSQL that production has.
  // postgres: "17",
${goesBack ? guard : ""}
  // What nobody can guess of production's rows: how many, values of columns, and values that cannot be there.
  // seed: {
  //   rows: 200,
  //   tables: { "public.users": { rows: 500, columns: { plan: ["free", "pro"], email: (faker) => faker.internet.email() } } },
  //   never: { numeric: ["NaN"] },
  // },
});
`;
}

const guard = `
  // A way down that drops what its migration made is unsafe, unless production refuses it: see holdfast guard install.
  // guard: "installed",
`;
