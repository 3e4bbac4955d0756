import type { Finding } from "../../../model/finding.ts";
import type { Claim, Prediction } from "../../../model/ledger.ts";
import { count, firstOf } from "../../../text/count.ts";
import { shortHash } from "../../../text/ledger.ts";
import { shownLedger } from "../reported.ts";
import type { Seen } from "./seen.ts";

/** What the ledger claims of the files, and what the migrator makes of it. */
export function claimFindings(seen: Seen): readonly Finding[] {
  const { claims, next } = seen;
  const object = shownLedger(seen.look.ledger.location);
  return [
    ...(next.refuses === null ? [] : [refuses(next.refuses, object)]),
    ...claims.flatMap((claim) => edited(claim, seen)),
    ...next.skipped.filter((one) => !isInEffect(one.migration, seen)).map(skipped),
    ...claims.flatMap((claim) => outOfOrder(claim, next)),
    ...(next.rerun.length === 0 ? [] : [rerun(next, object)]),
  ];
}

function refuses(why: string, object: string): Finding {
  return {
    code: "ledger/refused",
    severity: "error",
    object,
    message: `The next run of the migrator stops before it runs anything: ${why}.`,
    remedy:
      "Mend what it names before the next deploy: until then every deploy fails, and changes nothing. Do not delete rows before it is clear what they stand for.",
  };
}

function edited(claim: Claim, { ground }: Seen): readonly Finding[] {
  const file = ground.history.migrations.find(({ id }) => id === claim.migration);
  if (claim.state !== "edited" || file === undefined) return [];
  const { rows, onlyLineEnds } = claim;
  const how = onlyLineEnds ? "with other line ends" : "with another text";
  return [
    {
      code: "ledger/edited",
      severity: onlyLineEnds ? "warning" : "error",
      object: file.id,
      message: `${file.id} was applied ${how} than ${file.file} has now (hash ${shortHash(rows[0]?.sha256)}, now ${shortHash(file.sha256)}).`,
      remedy: onlyLineEnds
        ? "Keep the line ends of migrations as they were applied: `*.sql text eol=lf` in .gitattributes."
        : "Bring the file back to what was applied, and put the change into a migration of its own.",
    },
  ];
}

/** What is there already needs its row, and not to be run. */
function isInEffect(migration: string, { migrations }: Seen): boolean {
  return migrations.some((one) => one.migration === migration && one.schema === "in-effect");
}

function skipped({ migration, because }: Prediction["skipped"][number]): Finding {
  return {
    code: "ledger/skipped",
    severity: "error",
    object: migration,
    message: `${migration} is not recorded and will never run: ${because}.`,
    remedy: `Give ${migration} a time later than every recorded one and its place at the end, or generate it again. Do not insert a row for it by hand: it would be recorded, and still not be there.`,
  };
}

function outOfOrder({ migration, state }: Claim, { runs }: Prediction): readonly Finding[] {
  if (state !== "out-of-order" || !runs.includes(migration)) return [];
  return [
    {
      code: "ledger/out-of-order",
      severity: "warning",
      object: migration,
      message: `${migration} is not recorded, though later ones are; the next run applies it after them.`,
      remedy:
        "Make sure that it does not undo what later ones did; `holdfast verify --server … --from DATABASE` tries it on a copy of a database that has them.",
    },
  ];
}

/** One cause has one finding: a row without its time makes all of them run again. */
function rerun({ rerun: again, migrator }: Prediction, object: string): Finding {
  return {
    code: "ledger/rerun",
    severity: "error",
    object,
    message: `${migrator} would run ${count(again.length, "migration")} again that ${again.length === 1 ? "is" : "are"} recorded: ${firstOf(again)}.`,
    remedy:
      "Deploy nothing before that is mended: find the row by which they are taken for pending (its time, its name), and give it what it had.",
  };
}
