import type { DoctorItem, DoctorReport, ReportedItem } from "../../model/doctor-report.ts";
import { type Finding, severities } from "../../model/finding.ts";
import { withoutPasswordsIn } from "../../text/secrets.ts";
import type { Looked } from "./look.ts";
import { lookAtDisk, lookAtLeftovers, lookAtMemory, lookAtVariables } from "./machine.ts";
import { lookAtNode, lookAtPackages, lookAtVitest } from "./packages.ts";
import { lookAtConfig, lookAtGit, lookAtHistory, type Project } from "./project.ts";
import { lookAtServers, type ServersWish } from "./servers.ts";

export interface DoctorOptions extends ServersWish {
  /** Absolute path of the working folder. */
  readonly cwd: string;
  readonly project: Project;
  readonly signal?: AbortSignal;
}

/**
 * Looks at all that a run needs. It changes nothing; the embedded server is started and taken away again, since whether it can
 * be is known in no other way.
 */
export async function doctor({ cwd, project, signal, ...wish }: DoctorOptions): Promise<DoctorReport> {
  const started = performance.now();
  const [{ looked, provider, runtimeFolder }, ...others] = await Promise.all([
    lookAtServers(wish),
    lookAtMemory(),
    lookAtNode(),
    lookAtPackages(cwd),
    lookAtVitest(cwd),
    lookAtConfig(project),
    lookAtGit(cwd),
    lookAtLeftovers(),
    lookAtVariables(process.env),
  ]);
  const all = [...looked, ...others, await lookAtDisk(runtimeFolder), ...(await lookAtHistory(project, cwd))];
  const told = all.toSorted((a, b) => order.indexOf(a.item) - order.indexOf(b.item));
  const hindered = told.some(({ state }) => state === "problem");
  signal?.throwIfAborted();
  return withoutPasswordsIn({
    schemaVersion: 1,
    command: "doctor",
    verdict: provider === null ? "unfit" : hindered ? "hindered" : "ready",
    provider,
    items: told.map(reported),
    findings: told
      .flatMap(findingOf)
      .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)),
    milliseconds: { total: Math.round(performance.now() - started) },
  });
}

const order: readonly DoctorItem[] = [
  "container-runtime",
  "image",
  "embedded-server",
  "lent-server",
  "memory",
  "disk-space",
  "node-version",
  "package-versions",
  "one-vitest",
  "config",
  "migrations",
  "migration-tool",
  "git-history",
  "leftovers",
  "variables",
];

function reported({ remedy: _, ...item }: Looked): ReportedItem {
  return item;
}

function findingOf({ item, state, found, remedy }: Looked): readonly Finding[] {
  if (state !== "problem" && state !== "warning") return [];
  const severity = state === "problem" ? "error" : "warning";
  return [{ code: `environment/${item}`, severity, object: item, message: found, remedy }];
}
