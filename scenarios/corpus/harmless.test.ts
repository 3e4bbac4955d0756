import { testCases } from "./holds.fixture.ts";

await testCases("harmless.test.ts");
