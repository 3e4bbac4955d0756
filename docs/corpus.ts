import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startServer } from "../harness/database/index.ts";
import { check, type Finding } from "../harness/index.ts";
import { rules } from "../harness/lint/index.ts";
import type { Server } from "../harness/model/database.ts";
import { withFiles } from "../harness/tools/drizzle/sample.fixture.ts";
import type { Case } from "../scenarios/corpus/case.ts";
import { readCorpus } from "../scenarios/corpus/corpus.ts";
import { historyOf, reportOn } from "../scenarios/corpus/run.ts";
import { corpusPage } from "../scenarios/corpus/score/page.ts";
import { peerOf, pgfence, squawk } from "../scenarios/corpus/score/peers.ts";
import type { Heard, Saying, System } from "../scenarios/corpus/score/system.ts";
import { readTold } from "../scenarios/corpus/told/told.ts";

const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
const silent = { keep: false, say: () => undefined };
const bin = fileURLToPath(new URL("../node_modules/.bin", import.meta.url));

/** A server takes one run at a time. */
function verifying(servers: readonly Server[]): System {
  return {
    name: "holdfast verify",
    version,
    how: "`holdfast verify` of a drizzle-kit folder of two migrations, base and candidate, with 40 made rows in each table, on as many servers as there are cores.",
    leftOut: ["downgrade/*"],
    grave: null,
    judge: judgeBy(
      ({ severity }) => severity === "error",
      servers.map((server) => async (folder: string) => (await reportOn(folder, folder, server)).findings),
    ),
  };
}

/** Rules of ours about what lock and transaction make dangerous say nothing of data. */
const aboutData = Object.values(rules).flatMap(({ about, code }) => (about === "deploy" ? [] : [`lint/${code}`]));

const checking: System = {
  name: "holdfast check",
  version,
  how: "`holdfast check` of the same folder, which reads and runs nothing.",
  leftOut: ["history/*"],
  grave: aboutData,
  judge: judgeBy(
    ({ code }) => aboutData.includes(code),
    [async (folder) => (await check({ folder, cwd: folder })).findings],
  ),
};

/** @param lanes ways to the findings, each with every so-many-th case, all at the same time */
function judgeBy(
  isGrave: (finding: Finding) => boolean,
  lanes: readonly ((folder: string) => Promise<readonly Finding[]>)[],
): System["judge"] {
  return async (cases, progress) => {
    const sayings = new Map<string, readonly Saying[]>();
    const judged = lanes.map(async (findingsOf, lane) => {
      for (const one of cases.filter((_, place) => place % lanes.length === lane)) {
        const findings = await withFiles(historyOf(one), findingsOf);
        const counted = findings.filter(({ severity }) => severity !== "note");
        const said = counted.map((finding) => sayingOf(finding, isGrave(finding)));
        sayings.set(one.file, said);
        progress(sayings.size);
      }
    });
    await Promise.all(judged);
    return sayings;
  };
}

function sayingOf({ code, object, message, at }: Finding, grave: boolean): Saying {
  const words = `"${object.split(".").at(-1)}" ${object} ${message}`;
  return { rule: code, line: at?.line ?? null, words, grave };
}

async function hear(system: System, cases: readonly Case[]): Promise<Heard> {
  const start = performance.now();
  const sayings = await system.judge(cases, (done) => {
    if (done % 50 === 0 || done === cases.length) console.error(`${system.name}: ${done} of ${cases.length}`);
  });
  return { system, sayings, seconds: (performance.now() - start) / 1000 };
}

const { values } = parseArgs({ options: { peer: { type: "string", multiple: true, default: [] } } });
const cases = [...(await readCorpus()), ...(await readTold()).map(({ untold }) => untold)];
const first = await startServer({ provider: "embedded", ...silent });
const others = await Promise.all(
  Array.from({ length: availableParallelism() - 1 }, () => startServer({ provider: "embedded", ...silent })),
);
const servers = [first, ...others];
try {
  const systems = [verifying(servers), checking, await squawk(bin), await pgfence(bin), ...values.peer.map(peerOf)];
  const heard: Heard[] = [];
  for (const system of systems) heard.push(await hear(system, cases));
  const run = {
    postgres: first.version,
    node: process.versions.node,
    cores: availableParallelism(),
    day: new Date().toISOString().slice(0, 10),
  };
  await writeFile(new URL("corpus.md", import.meta.url), corpusPage(cases, heard, run));
} finally {
  await Promise.all(servers.map((server) => server.stop()));
}
