import { relative } from "node:path";
import type { ToolConfig } from "../model/config.ts";
import { HarnessError } from "../model/error.ts";
import type { Finding } from "../model/finding.ts";
import { count } from "../text/count.ts";
import { generateFindings } from "./generate-findings.ts";
import { groundUnlessTold, type Told } from "./ground-unless-told.ts";
import type { Ground } from "./plan.ts";
import { lending, type ReplayOptions, replayedOn } from "./replayed/on-scratch.ts";
import { replayFindings, type Since } from "./replayed/replay-findings.ts";
import { sayer } from "./sayer.ts";
import { openScratch } from "./scratch.ts";

/** What more than the files is asked. */
export interface Deeper extends ReplayOptions {
  /** Replay the history on a server of ours, and hold its last snapshot against what it leaves. */
  readonly replay?: boolean;
  /** Ask the tool whether it would write another migration. */
  readonly generate?: boolean;
}

export interface Checked extends Told {
  readonly base: Since | null;
}

export interface DeeperFindings {
  readonly findings: readonly Finding[];
  /** The server, for people; null where nothing was replayed. */
  readonly replayedOn: string | null;
}

const nothing: DeeperFindings = { findings: [], replayedOn: null };

/** @throws {HarnessError} environment: no server can be started, or the tool cannot be asked; input: it cannot be told what to ask. */
export async function deeperFindings(checked: Checked, asked: Deeper & ToolConfig): Promise<DeeperFindings> {
  const found = await groundUnlessTold(checked, asked);
  if (found === null) return nothing;
  const replayed = asked.replay === true ? await replay(found, checked, asked) : nothing;
  const generated = asked.generate === true ? await generate(found, asked) : [];
  return { ...replayed, findings: [...replayed.findings, ...generated] };
}

async function replay(found: Ground, { cwd, base }: Checked, asked: Deeper): Promise<DeeperFindings> {
  const say = sayer(asked);
  // Before a server is started: it is known soon whether the tool can be asked at all.
  const head = (await found.tool.drafting?.head(found.history)) ?? null;
  return lending(
    () => openScratch({ ...asked, say }),
    asked,
    async (scratch) => {
      say(`replaying ${count(found.history.migrations.length, "migration")}`);
      const findings = await replayFindings({ ground: found, scratch, cwd }, head, base).catch((error: unknown) => {
        throw gone(error, cwd) ?? error;
      });
      return { findings, replayedOn: replayedOn(scratch) };
    },
  );
}

/** Somebody else works on the files, too: a merge, a checkout. */
function gone(error: unknown, cwd: string): HarnessError | null {
  const { code, path } = { code: "", path: "", ...(error instanceof Error ? error : {}) };
  if (code !== "ENOENT" || typeof path !== "string") return null;
  return new HarnessError({
    kind: "input",
    code: "input/file-gone",
    step: "replay the history",
    message: `${relative(cwd, path).replaceAll("\\", "/")} was there when the check began, and is gone.`,
    remedy: "Run again when nothing else changes the files.",
    cause: error,
  });
}

async function generate(found: Ground, { say, signal }: Deeper): Promise<readonly Finding[]> {
  if (found.tool.drafting === null) return [];
  say?.(`asking ${found.tool.name}-kit generate, in a copy of the project`);
  return generateFindings(found, signal);
}
