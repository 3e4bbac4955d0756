import { testCases } from "./holds.fixture.ts";

await testCases("losses-of-protection.test.ts");
