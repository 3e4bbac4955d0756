import { firstOf } from "../../../text/count.ts";
import { shellWord } from "../../../text/shell.ts";
import type { Seen } from "./seen.ts";

// Commands as the user would give them; what stands in --url is known to the user, and may be secret.

/** "`holdfast drift drizzle --url …`" */
export function remedyByDrift(seen: Seen, to: string | null = null): string {
  return command("drift", seen, to);
}

/**
 * How what is there becomes recorded: at once, where the schema is what a migration leaves; else what differs comes first.
 * Migrations of rows only at the end are left to run.
 */
export function recordUpTo(migration: string, seen: Seen): string {
  const all = seen.migrations.filter(({ migration: id }) => id !== null);
  const placeOf = (wanted: string | null | undefined) => all.findIndex(({ migration: id }) => id === wanted);
  const { after = null, differences = null } = seen.compared?.nearest ?? {};
  const shown = all.slice(0, Math.max(placeOf(migration), placeOf(after)) + 1);
  const to = shown.findLast(({ schema }) => schema === "in-effect")?.migration ?? migration;
  const unseen = shown
    .slice(0, placeOf(to) + 1)
    .flatMap(({ migration: id, rows, schema }) => (schema === "unseen" && rows.length === 0 ? (id ?? []) : []));
  const rows =
    unseen.length === 0 ? "" : ` Find out beforehand whether ${firstOf(unseen)} ran: of rows nothing is proven.`;
  const begin =
    differences === 0
      ? "Prove it"
      : `${command("drift", seen, to)} lists what is missing or different: mend that first. Then prove it`;
  return `${begin} and record it: ${command("baseline", seen, to)}.${rows}`;
}

function command(name: string, { ground }: Seen, to: string | null): string {
  return `\`holdfast ${name} ${shellWord(ground.history.label)} --url …${to === null ? "" : ` --to ${shellWord(to)}`}\``;
}
