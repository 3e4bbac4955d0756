import { splitParts } from "../../sql/split.ts";

export type Way = "upgrade" | "downgrade";

/** What Alembic printed of one revision. */
export interface Segment {
  readonly id: string;
  readonly sql: string;
}

/** Cuts what `alembic upgrade --sql` or `downgrade --sql` prints; the last one may have been broken off. */
export function cutAtRevisions(output: string, way: Way, ids: ReadonlySet<string>): readonly Segment[] {
  const segments: { readonly id: string; readonly lines: string[] }[] = [];
  const seen = new Set<string>();
  for (const line of output.split(/\r?\n/)) {
    const [, done, from = "", to = ""] = /^-- Running (\w+) (.*?) -> ?(.*)$/.exec(line) ?? [];
    const id = (way === "upgrade" ? to : from).trim();
    // A text of the project's own may hold such a line.
    if (done === way && ids.has(id) && !seen.has(id)) {
      seen.add(id);
      segments.push({ id, lines: [] });
    } else segments.at(-1)?.lines.push(line);
  }
  return segments.map(({ id, lines }) => ({ id, sql: lines.join("\n") }));
}

const ofLedger = /^(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(\S+)[\s\S]*\bversion_num\b/i;
const control = /^(?:BEGIN|COMMIT)$/i;

/** The revision's own statements, without what Alembic notes behind them; null where that is no SQL. */
export async function statementsIn({ id, sql }: Segment): Promise<readonly string[] | null> {
  const parts = await splitParts({ id, file: id, sql });
  if (parts.some(({ parses }) => !parses)) return null;
  const statements = parts.flatMap((part) => part.statements.map((statement) => statement.sql));
  const ledger = statements.map((statement) => ofLedger.exec(statement)?.[1]).findLast((table) => table !== undefined);
  const isOwn = (statement: string): boolean =>
    !control.test(statement) && !ofLedger.test(statement) && statement !== `DROP TABLE ${ledger}`;
  return statements.slice(0, statements.findLastIndex(isOwn) + 1);
}
