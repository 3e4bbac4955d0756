/** The public API of holdfast; the Vitest kit is `holdfast/vitest`. */
export { HarnessError, type HarnessErrorKind } from "./model/error.ts";
export type { Finding, Place, Severity } from "./model/finding.ts";
export type { Report, ReportedColumn, ReportedTable } from "./model/report.ts";
export type { Cell, SeedSet } from "./model/seed.ts";
export { type Verification, type VerifyOptions, verify } from "./pipeline/verify.ts";
