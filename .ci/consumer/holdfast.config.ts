import { defineConfig } from "holdfast";

export default defineConfig({
  migrations: "drizzle",
  seed: { tables: { "public.people": { rows: 50, columns: { name: (faker) => faker.person.fullName() } } } },
});
