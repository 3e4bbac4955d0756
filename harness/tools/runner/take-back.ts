import { HarnessError } from "../../model/error.ts";
import type { Migration } from "../../model/history.ts";
import type { DownPath, MigrationFailure, MigrationTool, TakenBack } from "../tool.ts";
import { type Heard, oneLine, type Runner, recorded, runHeard, telling } from "./command.ts";
import type { Refusal } from "./listen.ts";
import { shownOutput, withoutSecrets } from "./output.ts";
import { inCopy } from "./project.ts";

/** A command that takes the last migration back, in the project where it runs. */
interface Back {
  readonly tool: MigrationTool;
  readonly runner: Runner;
  readonly down: string;
  readonly milliseconds: number;
}

type TakeBack = NonNullable<MigrationTool["takeBack"]>;

/**
 * Runs the command for as long as the ledger has one of the migrations and each run takes some out of it: one that takes
 * back a whole deploy at a time is not to go on with the one before.
 */
export function takeBackBy(back: Back): TakeBack {
  return async (history, migrations, target) => {
    // Also later migrations than those of the history may lie in the folder, of which the command is to know nothing.
    const whole = await back.tool.read(history.folder, history.folder);
    return inCopy(back.runner.folder, whole, async (copy) => {
      await back.tool.stage(history, history.migrations, copy.show);
      const paths = (await back.tool.downs?.(history)) ?? [];
      const stillThere = async (): Promise<readonly Migration[]> => {
        const ids = await recorded(back.tool, history, target);
        return migrations.filter(({ id }) => ids.has(id));
      };
      let left = await stillThere();
      let told: Omit<TakenBack, "migrator"> = { failure: null, failed: false, said: "there is nothing to take back" };
      while (left.length > 0) {
        const heard = await runHeard(back.down, back.runner, copy, target, back.milliseconds);
        if (!heard.came) throw stayedAway(back, heard);
        const before = left;
        left = await stillThere();
        told = toldOf(heard, before, before.length - left.length, paths);
        if (told.failed || left.length === before.length) break;
      }
      return { ...told, migrator: withoutSecrets(back.down) };
    });
  };
}

/** What one run came to, which the ledger tells: how it ended says something only where it took nothing back. */
function toldOf(
  { end, refusals }: Heard,
  before: readonly Migration[],
  took: number,
  paths: readonly DownPath[],
): Omit<TakenBack, "migrator"> {
  const first = telling(refusals);
  const ofPaths = first.flatMap((refusal): readonly MigrationFailure[] => {
    const migration = paths.find((path) => standsIn(refusal, path))?.migration;
    return migration === undefined ? [] : [{ ...refusal, migration }];
  });
  // What a command asks on its own account, and can do without, is refused now and then.
  const others = took > 0 ? [] : first.map((refusal) => ({ ...refusal, migration: before.at(-1)?.id ?? null }));
  const failure = ofPaths.at(-1) ?? others.at(-1) ?? null;
  const failed = took === 0 && (end.code !== 0 || failure !== null);
  return { failure, failed, said: shownOutput(end.output) };
}

/** Whether the statement, or the text of several, is of this way down. */
function standsIn({ sql }: Refusal, { statements }: DownPath): boolean {
  const asked = oneLine(sql);
  return (
    asked !== "" && statements.map((one) => oneLine(one.sql)).some((one) => asked.includes(one) || one.includes(asked))
  );
}

/** Whoever never came to the database has not been refused by it either. */
function stayedAway({ down, runner }: Back, { end: { code, output } }: Heard): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/runner-stays-away",
    step: "run the project's own way back",
    message: `${withoutSecrets(down)} ended with ${code ?? "a signal"}, and never connected to the database: ${shownOutput(output)}`,
    remedy: `Give a command that takes back the last migration on the database of $${runner.variable}. It runs in a copy of the project that holds what git would commit.`,
  });
}
