import { connection } from "../scratch.ts";
import { refused, type Way } from "./way.ts";

/** The tool's own way down. */
export const takeBack: Way = ({ run: { plan, scratch }, after: { passage } }) => {
  const { tool, history, split, ledger } = plan;
  const { takeBack } = tool;
  if (takeBack === null) return { because: `${tool.name} has no way down` };
  const skipped = new Set(passage.skipped.map(({ migration }) => migration));
  const newest = split.candidate.filter(({ id }) => !skipped.has(id));
  const deployed = { ...history, migrations: [...split.base, ...split.candidate] };
  return async (database) => {
    const target = { ledger, connect: connection(scratch, database) };
    const taken = await takeBack(deployed, newest, target);
    if (taken === null) return { because: "the candidate has no way down" };
    const { failure, failed, said, migrator } = taken;
    const by = `${migrator} says: ${said}`;
    const gaveUp = failed ? { message: by, sqlstate: null } : null;
    return { refusal: failure === null ? gaveUp : refused(failure.failure), by };
  };
};
