import { withClient } from "../../database/index.ts";
import { replayStatements } from "../../replay/index.ts";
import { inverse as inverseDdl } from "./inverse-ddl.ts";
import { refused, type Way } from "./way.ts";

/** The DDL that undoes the candidate, in one transaction. */
export const inverse: Way = ({ run: { scratch }, after: { compared } }) => {
  const statements = inverseDdl(compared.before.catalog, compared.after.catalog).map((sql) => ({ sql }));
  if (statements.length === 0) return { because: "the candidate changed no table or column" };
  return async (database) => {
    const stopped = await withClient(database, scratch.role, (client) =>
      replayStatements(client, statements, { finish: "commit" }),
    );
    const shown = statements.slice(0, 2).map(({ sql }) => sql);
    const more = statements.length > 2 ? ` and ${statements.length - 2} more` : "";
    return { refusal: stopped === null ? null : refused(stopped.failure), by: `ran ${shown.join("; ")}${more}` };
  };
};
