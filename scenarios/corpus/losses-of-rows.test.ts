import { testCases } from "./holds.fixture.ts";

await testCases("losses-of-rows.test.ts");
