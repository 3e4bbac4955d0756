import type { Finding } from "../../../model/finding.ts";
import type { Migration } from "../../../model/history.ts";
import type { SchemaDifference } from "../../../model/schema.ts";
import { compareSchemas, nameOf } from "../../../schema/index.ts";
import { count, firstOf } from "../../../text/count.ts";
import { replayFailed } from "../../replayed/replay-failed.ts";
import { type Bench, replayStates, type State } from "../../replayed/states.ts";
import { driftFindings, trace } from "../drift/differences.ts";
import { liveSchema } from "../live-schema.ts";
import type { Look } from "../look.ts";

/** Equal schemas prove that everything was applied; anything else is told. */
export async function proof(
  bench: Bench,
  look: Look,
  migrations: readonly Migration[],
  { failure, last, made }: State,
): Promise<readonly Finding[]> {
  if (failure !== null) return [replayFailed(failure, bench.ground.history.label)];
  const live = liveSchema(look, made);
  const differences = await trace(compareSchemas(live, last), {
    trace: async () => (await replayStates(bench, migrations)).chains.madeBy,
  });
  const renamed = differences.filter(isRenamed);
  const others = differences.filter((one) => !isRenamed(one));
  return [
    ...(live.postgres === last.postgres ? [] : [otherMajor(live.postgres, last.postgres)]),
    ...driftFindings(others, { live: "production", other: "the history" }),
    ...otherNames(renamed),
  ];
}

function otherMajor(live: number, scratch: number): Finding {
  return {
    code: "baseline/other-major",
    severity: "error",
    object: "server",
    message: `The database is on PostgreSQL ${live}, and the history was replayed on ${scratch}: that proves nothing.`,
    remedy: `Let it be replayed on PostgreSQL ${live}: --postgres ${live} or --image, with a container runtime.`,
  };
}

function isRenamed({ noise }: SchemaDifference): boolean {
  return noise === "name-of-constraint";
}

/** Nothing is wrong with what is there; but what is generated from now on goes by the history's names. */
function otherNames(renamed: readonly SchemaDifference[]): readonly Finding[] {
  const names = renamed.map(({ object, facts }) => ({
    object,
    other: facts.find(({ fact }) => fact === "name")?.history,
  }));
  const [first] = names;
  if (first === undefined) return [];
  const shown = names.map(({ object, other }) => `${nameOf(object)} is ${other} there`);
  const rename = `ALTER TABLE ${first.object.on} RENAME CONSTRAINT ${first.object.name} TO ${first.other}`;
  return [
    {
      code: "baseline/other-names",
      severity: "warning",
      object: "schema",
      message: `${count(renamed.length, "constraint")} ${renamed.length === 1 ? "has another name" : "have other names"} than in the history: ${firstOf(shown)}. A later migration that drops or alters one by its name fails (SQLSTATE 42704).`,
      remedy: `Give each the name that it has in the history: ${rename}. \`holdfast drift --json\` lists them all.`,
    },
  ];
}
