/** The public API of holdfast; the Vitest kit is `holdfast/vitest`. */
export { defineConfig } from "./config/define.ts";
export type { HoldfastConfig, RunnerConfig, SeedConfig, TableConfig, ToolConfig } from "./model/config.ts";
export type { ReportedDrop } from "./model/drops.ts";
export { HarnessError, type HarnessErrorKind } from "./model/error.ts";
export type { Finding, Place, Severity } from "./model/finding.ts";
export type { BaselineReport, DriftReport, GuardReport, SnapshotReport, StatusReport } from "./model/live-report.ts";
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
export { type InstallOptions, installGuard } from "./pipeline/guard/install.ts";
export type { GuardOptions } from "./pipeline/guard/look.ts";
export { type PermitOptions, permitGuard } from "./pipeline/guard/permit.ts";
export { type PrintOptions, printGuard, printRemoval } from "./pipeline/guard/print.ts";
export { verifyGuard } from "./pipeline/guard/verify.ts";
export { type BaselineOptions, baseline } from "./pipeline/live/baseline/baseline.ts";
export { type DriftOptions, drift } from "./pipeline/live/drift/drift.ts";
export type { LiveOptions } from "./pipeline/live/options.ts";
export { type SnapshotOptions, snapshot } from "./pipeline/live/snapshot/snapshot.ts";
export { type StatusOptions, status } from "./pipeline/live/status/status.ts";
export { type Verification, type VerifyOptions, verify } from "./pipeline/verify.ts";
