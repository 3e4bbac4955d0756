import { testCases } from "./holds.fixture.ts";

await testCases("losses-of-values.test.ts");
