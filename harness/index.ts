/** The public API of holdfast; the Vitest kit is `holdfast/vitest`. */
export { defineConfig } from "./config/define.ts";
export type { HoldfastConfig, SeedConfig, TableConfig } from "./model/config.ts";
export { HarnessError, type HarnessErrorKind } from "./model/error.ts";
export type { Finding, Place, Severity } from "./model/finding.ts";
export type { CheckReport, Report, ReportedColumn, ReportedTable } from "./model/report.ts";
export type {
  Cell,
  ColumnShape,
  ColumnValues,
  GivenRow,
  NeverRule,
  SeedSet,
  TableShape,
  TableWish,
} from "./model/seed.ts";
export { type CheckOptions, check } from "./pipeline/check.ts";
export { type Verification, type VerifyOptions, verify } from "./pipeline/verify.ts";
