import type { Column, Relation, Sequence } from "../model/catalog.ts";
import type { NameIn } from "../model/codes.ts";
import type { Evidence, Facts, Reach } from "../model/evidence.ts";
import { identifier, literal, qualified } from "../sql/quote.ts";
import { type Check, type Judgement, nameOf } from "./check.ts";
import { type Guarded, guarded, placed, protection } from "./protection.ts";

/** A column that draws its numbers from a sequence still does, and the next number is a new one. */
export const sequencesStayAhead: Check = (evidence) => {
  const { before, after } = evidence;
  if (after === null) return [];
  return guarded(evidence)
    .filter((table) => table.before.partitionOf === null)
    .flatMap((table) =>
      table.before.columns
        .filter((column) => column.sequence !== null && ahead(before, table.before, column) !== false)
        .flatMap((column) => judge(after, table, column)),
    )
    .concat(undrawn(evidence, after));
};

function judge(after: Facts, table: Guarded, column: Column): readonly Judgement[] {
  const now = table.columnNow(column.attnum);
  if (now === undefined) return [];
  if (now.sequence === null) {
    return [
      protection(table, "sequence-lost", "warning", column.name, {
        message: `${placed(table)}: ${column.name} no longer draws its numbers from a sequence.`,
        remedy: "Inserts that leave the column out will fail or store NULL; give it an identity or a default.",
      }),
    ];
  }
  if (ahead(after, table.now, now) !== false) return [];
  const sequence = sequenceOf(after, now);
  const reach = reachOf(after, table.now, now);
  if (sequence === undefined || reach === undefined) return [];
  const farthest = descends(sequence) ? "min" : "max";
  return [
    protection(table, "sequence-behind", "error", column.name, {
      message: `The sequence of ${nameOf(table.now)}.${now.name} would give ${sequence.next ?? "no further number"} next, while the column already holds ${reach[farthest]}: inserts would fail or overwrite meaning.`,
      remedy: `SELECT setval(${literal(qualified(sequence))}, ${farthest}(${identifier(now.name)})) FROM ${qualified(table.now)}.`,
    }),
  ];
}

/** Sequences that no column draws from: the application does, and nothing shows how far it got but the sequence. */
function undrawn({ before }: Evidence, after: Facts): readonly Judgement[] {
  const drawn = new Set(before.catalog.relations.flatMap(({ columns }) => columns.map(({ sequence }) => sequence)));
  return before.catalog.sequences
    .filter((sequence) => !drawn.has(sequence.oid))
    .flatMap((sequence): readonly Judgement[] => {
      const now =
        after.catalog.sequences.find(({ oid }) => oid === sequence.oid) ??
        after.catalog.sequences.find((other) => nameOf(other) === nameOf(sequence));
      if (now === undefined) {
        return warning(sequence, "sequence-dropped", {
          message: `The sequence ${nameOf(sequence)} is gone; its next number would have been ${sequence.next ?? "none"}.`,
          remedy: "Check that no application draws from it any more.",
        });
      }
      if (!setBack(sequence, now)) return [];
      return warning(sequence, "sequence-set-back", {
        message: `The sequence ${nameOf(now)} would give ${now.next ?? "no further number"} next, and ${sequence.next} before: numbers that were given out are given out again.`,
        remedy: "Leave its position alone, or set it behind the last number that was given out.",
      });
    });
}

function setBack(before: Sequence, now: Sequence): boolean {
  if (before.cycle || before.next === null || now.next === null) return false;
  const step = BigInt(now.next) - BigInt(before.next);
  return descends(before) ? step > 0n : step < 0n;
}

function descends({ increment }: Sequence): boolean {
  return BigInt(increment) < 0n;
}

function warning(
  sequence: Sequence,
  code: NameIn<"protection">,
  words: { message: string; remedy: string },
): readonly Judgement[] {
  const finding = { code: `protection/${code}`, severity: "warning", object: nameOf(sequence), ...words } as const;
  return [{ finding, relation: sequence.oid }];
}

/** @returns null where the column holds nothing, or not numbers */
function ahead(facts: Facts, relation: Relation, column: Column): boolean | null {
  const sequence = sequenceOf(facts, column);
  const reach = reachOf(facts, relation, column);
  if (sequence === undefined || reach === undefined || reach.min === null || reach.max === null) return null;
  if (sequence.next === null) return false;
  return descends(sequence) ? BigInt(sequence.next) < BigInt(reach.min) : BigInt(sequence.next) > BigInt(reach.max);
}

function sequenceOf(facts: Facts, column: Column): Sequence | undefined {
  return facts.catalog.sequences.find((sequence) => sequence.oid === column.sequence);
}

function reachOf(facts: Facts, relation: Relation, column: Column): Reach | undefined {
  return facts.reaches.find((reach) => reach.relation === relation.oid && reach.attnum === column.attnum);
}
