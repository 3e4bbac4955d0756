export default {
  dialect: "postgresql",
  schema: "./drizzle/schema",
  out: "./drizzle/migrations",
  migrations: { schema: "public", table: "drizzle_migrations" },
  // Without this, push would drop the ledger, which is in no schema file.
  tablesFilter: ["!drizzle_migrations"],
  dbCredentials: { url: process.env.DATABASE_URL ?? "" },
};
