import { expect, test } from "vitest";
import { at, journal, manifest, planned, project } from "./projects.fixture.ts";

const histories = [
  [
    "out of drizzle.config",
    project({ "drizzle.config.ts": 'export default { out: "./db/out" };', ...at("db/out", journal) }),
    "db/out",
    "drizzle",
  ],
  ["the usual folder where it says none", project(), "drizzle", "drizzle"],
  [
    "a config of one package in a folder of its own",
    {
      "package.json": manifest(),
      "db/drizzle.config.ts": 'export default { out: "./migrations" };',
      ...at("migrations", journal),
    },
    "migrations",
    "drizzle",
  ],
  [
    "numbered files",
    { "package.json": manifest(), "db/migrations/001_a.sql": "", "db/migrations/002_b.sql": "" },
    "db/migrations",
    "plain-sql",
  ],
  [
    "Alembic without a package.json",
    { "alembic/env.py": "", "alembic/versions/1_a.py": 'revision = "1"\ndown_revision = None\n', "alembic.ini": "" },
    "alembic",
    "alembic",
  ],
  [
    "a holdfast.config that is there",
    project({ "holdfast.config.ts": 'export default { migrations: "elsewhere" };', ...at("elsewhere", journal) }),
    "elsewhere",
    "drizzle",
  ],
  [
    "a drizzle.config that does not load",
    project({ "drizzle.config.ts": "throw new Error(process.env.DB_URL);" }),
    "drizzle",
    "drizzle",
  ],
] as const;

test.for(histories)("finds the migrations by %s", async ([, files, folder, tool]) => {
  await planned(files, ({ project: { migrations } }) =>
    expect(migrations).toMatchObject({ folder, tool, there: true }),
  );
});
