import { expect, test } from "vitest";
import { planned, project, written } from "./projects.fixture.ts";

const places = [
  ["where nothing is said", {}, "test/migrations.test.ts"],
  ["beside other tests", { "tests/a.test.ts": "" }, "tests/migrations.test.ts"],
  [
    "where include says",
    { "vitest.config.ts": 'export default { test: { include: ["src/**/*.spec.ts"] } };' },
    "src/migrations.spec.ts",
  ],
  [
    "by the first include",
    { "vite.config.ts": "export default { test: { include: ['spec/**/*.{test,spec}.?(c|m)[jt]s?(x)', 'x/*.ts'] } };" },
    "spec/migrations.test.ts",
  ],
  [
    "where include says how, and not where",
    {
      "vitest.config.mts": 'export default { test: { include: ["**/*.int.test.ts"] } };',
      "src/__tests__/a.int.test.ts": "",
    },
    "src/__tests__/migrations.int.test.ts",
  ],
  [
    "not by what coverage includes",
    { "vitest.config.ts": 'export default { test: { coverage: { include: ["src/**"] } } };' },
    "test/migrations.test.ts",
  ],
  [
    "where nothing can be told of include",
    { "vitest.config.ts": "export default { test: { include: patterns } };" },
    "test/migrations.test.ts",
  ],
] as const;

test.for(places)("the test is put %s", async ([, more, place]) => {
  await planned(project(more), (plan) => expect(written(plan)).toContain(place));
});
