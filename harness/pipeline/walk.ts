import type { Client } from "pg";
import { checks, type Judgement, placeOf } from "../checks/index.ts";
import type { Evidence, StatementEffect } from "../model/evidence.ts";
import type { Finding, Place } from "../model/finding.ts";
import { guardSchema } from "../model/guard.ts";
import type { Statement } from "../model/history.ts";
import { replayStatements } from "../replay/index.ts";
import { dataChanges, isTransactionControl, kindOf } from "../sql/kinds.ts";
import { halfWay, onClone } from "./half-way.ts";
import type { Populated } from "./populate.ts";
import type { Run } from "./run.ts";

/** Not what a foreign key says ON DELETE, a SELECT FOR UPDATE, and a trigger of its events. */
const command = /(?<!\b(?:on|for|or|before|after)\s+)\b(delete|update)\b/i;

/** Runs the candidate statement by statement, and counts the rows that each DELETE and UPDATE touches, also those within DO. */
export async function countEffects(run: Run, before: Populated): Promise<readonly StatementEffect[]> {
  const { statements } = run;
  const changes = await Promise.all(statements.map(changeOf));
  if (changes.every((change) => change === null)) return [];
  const effects: StatementEffect[] = [];
  await onClone(run, before, async (client) => {
    let touched = 0;
    let committed = false;
    await replayStatements(client, statements, {
      finish: "rollback",
      async after(index, rows) {
        const [statement, change] = [statements[index], changes[index] ?? null];
        if (statement === undefined) return;
        committed ||= await isTransactionControl(statement);
        const now = await rowsTouched(client);
        // After a COMMIT the server may have handed its count on already, and then says nothing of this statement.
        if (change !== null && (change.counted || !committed)) {
          effects.push({ statement, ...change, rows: change.counted ? (rows ?? 0) : now - touched });
        }
        touched = now;
      },
    });
  });
  return effects;
}

type Change = Pick<StatementEffect, "change" | "schema" | "table"> & { readonly counted: boolean };

/** What a statement is to change; within DO only that it is to, since what runs there is not known before it does. */
async function changeOf(statement: Statement): Promise<Change | null> {
  const found = (await dataChanges(statement)).find(({ counted }) => counted);
  if (found !== undefined) return { change: found.kind, schema: found.schema, table: found.table, counted: true };
  const hidden = (await kindOf(statement)) === "DoStmt" ? command.exec(statement.sql)?.[1] : undefined;
  if (hidden === undefined) return null;
  return { change: hidden.toLowerCase() === "delete" ? "delete" : "update", schema: null, table: null, counted: false };
}

/** Rows that this transaction has updated or deleted so far, in all tables of the user's. */
async function rowsTouched(client: Client): Promise<number> {
  const { rows } = await client.query<{ n: string }>(
    "select coalesce(sum(n_tup_upd + n_tup_del), 0) as n from pg_catalog.pg_stat_xact_user_tables where schemaname <> $1",
    [guardSchema],
  );
  return Number(rows[0]?.n);
}

/**
 * Finds for each finding the statement to blame: the first one after which the same kind of finding
 * about the same object appears. The checks are asked again after every statement, on what stands then.
 */
export async function blame(
  run: Run,
  before: Populated,
  evidence: Evidence,
  judged: readonly Judgement[],
): Promise<readonly Finding[]> {
  const { statements } = run;
  const open = new Set(judged.filter(({ finding, relation }) => relation !== null && finding.at === undefined));
  const places = new Map<Judgement, Place>();
  if (open.size > 0 && evidence.failure === null) {
    await onClone(run, before, async (client) => {
      let committed = false;
      await replayStatements(client, statements, {
        finish: "rollback",
        async after(index) {
          const statement = statements[index];
          if (statement === undefined || open.size === 0) return;
          committed ||= await isTransactionControl(statement);
          const tables = new Set([...open].flatMap(({ relation }) => relation ?? []));
          const here = await halfWay(run, client, before, evidence, tables, !committed);
          const now = here === null ? [] : lookedAt.flatMap((name) => checks[name]?.(here) ?? []);
          for (const judgement of [...open].filter((one) => now.some(({ finding }) => isAbout(finding, one)))) {
            places.set(judgement, placeOf(statement));
            open.delete(judgement);
          }
        },
      });
    });
  }
  return judged.map((judgement) => {
    const at = places.get(judgement);
    return at === undefined ? judgement.finding : { ...judgement.finding, at };
  });
}

/** The checks that look at one table's rows and protection; the others are about the run as a whole. */
const lookedAt = Object.keys(checks).filter(
  (name) => name.endsWith("-survive") || name.endsWith("-survives") || name === "sequences-stay-ahead",
);

/** Half way, the same is found at least as grave; or the table is gone, and what is lost in the end went with it. */
function isAbout(found: Finding, { finding }: Judgement): boolean {
  const below = finding.object.startsWith(`${found.object}.`);
  const same = found.object === finding.object || below;
  if (/^(survival\/table|protection\/view)-lost$/.test(found.code) && finding.code.endsWith("-lost")) return same;
  const graver = found.severity === "error" || (found.severity === "warning" && finding.severity !== "error");
  if (!graver || subject(found) !== subject(finding)) return false;
  // Values are lost with their rows; a policy outlives other protection of its table.
  return found.object === finding.object || (below && subject(found) === "survival");
}

/** "survival" for all that is about rows and values, also where it is not as declared; "protection/policy" for what is about policies. */
function subject({ code }: Finding): string {
  const [family = "", what = ""] = code.split(/[/-]/);
  return family === "survival" || family === "declaration" ? "survival" : `${family}/${what}`;
}
