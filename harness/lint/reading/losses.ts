import { clocks, digits, exact, isBuiltIn, moments, type Type, texts } from "./types.ts";

/** The same of a way through several types, each known; null where no step of it loses anything. */
export function lossThrough(from: Type | null, through: readonly Type[]): string | null {
  let was = from;
  for (const is of through) {
    const loss = lossBetween(was, is);
    if (loss !== null) return loss;
    was = is;
  }
  return null;
}

/** What values of one type may lose in another one, as a clause; null where nothing, or where the names alone do not tell. */
function lossBetween(from: Type | null, to: Type): string | null {
  if (from === null) return unknownLoss(to);
  if (from.array !== to.array) {
    return texts.has(to.family) && !to.array ? null : "an array and a single value do not hold the same";
  }
  if (texts.has(to.family)) return textLoss(from, to);
  if (texts.has(from.family)) return fromTextLoss(to);
  const loss = numberLoss(from, to) ?? timeLoss(from, to) ?? otherLoss(from, to);
  return loss ?? (isBuiltIn(from) ? null : unknownLoss(to));
}

function unknownLoss(to: Type): string | null {
  const limited = to.limits.length > 0 && (texts.has(to.family) || to.family === "numeric");
  const coarse = clocks.has(to.family) && (to.limits[0] ?? 6) < 6;
  const cuts = limited || coarse || ["date", "smallint", "integer", "real"].includes(to.family);
  return cuts ? "what the type was before is not known, and this one cuts or refuses what does not fit" : null;
}

/** The longest text that a value of these can have. */
const lengths: ReadonlyMap<string, number> = new Map([
  ["smallint", 6],
  ["integer", 11],
  ["bigint", 20],
  ["boolean", 5],
  ["uuid", 36],
  ["name", 63],
  ["date", 13],
]);

function textLoss(from: Type, to: Type): string | null {
  const room = rooms.get(to.family) ?? to.limits[0];
  const longest = from.family.startsWith("character") ? from.limits[0] : lengths.get(from.family);
  const pads = to.family === "character" && from.family !== "character" && texts.has(from.family);
  if (room === undefined || (longest !== undefined && longest <= room)) {
    return pads ? "blanks at the end of a text can no longer be told from filling" : null;
  }
  return `a text longer than ${room} is refused, or cut off by an explicit cast`;
}

/** Of types whose name says how long a text may be. */
const rooms: ReadonlyMap<string, number> = new Map([
  ["name", 63],
  ['"char"', 1],
]);

const strict: ReadonlySet<string> = new Set([
  ...clocks,
  "date",
  "boolean",
  "uuid",
  "json",
  "jsonb",
  "inet",
  "cidr",
  "interval",
  "bytea",
  "money",
]);

function fromTextLoss({ family }: Type): string | null {
  if (digits.has(family) || exact.has(family) || family === "numeric") {
    return "leading zeros and blanks go, and one text that is no number stops the deploy";
  }
  return strict.has(family) ? `one text that is no ${family} stops the deploy, and others are written anew` : null;
}

function numberLoss(from: Type, to: Type): string | null {
  const [was, is] = [digits.get(from.family), digits.get(to.family)];
  if (to.family === "numeric") return numericLoss(from, to);
  if (is !== undefined) {
    if (was !== undefined) return was <= is ? null : "a number out of its range stops the deploy";
    return from.family === "numeric" || exact.has(from.family) ? "fractions are rounded away" : null;
  }
  if (to.family === "money")
    return was === undefined && (from.limits[1] ?? 3) > 2 ? "fractions of a cent are rounded away" : null;
  const kept = exact.get(to.family);
  const had = was ?? exact.get(from.family) ?? (from.family === "numeric" ? from.limits[0] : 0);
  return kept === undefined || (had !== undefined && had <= kept) ? null : `more than ${kept} digits are rounded`;
}

function numericLoss(from: Type, to: Type): string | null {
  if (exact.has(from.family)) return "only the first digits of a floating number are kept";
  const [precision, scale = 0] = to.limits;
  const whole = digits.get(from.family);
  if (precision === undefined || (whole === undefined && from.family !== "numeric")) return null;
  const unlimited = from.limits.length === 0;
  const [hadPrecision = Number.POSITIVE_INFINITY, hadScale = unlimited ? Number.POSITIVE_INFINITY : 0] =
    whole === undefined ? from.limits : [whole, 0];
  if (hadScale > scale) return scale <= 0 ? "fractions are rounded away" : `fractions are rounded to ${scale} digits`;
  return hadPrecision - hadScale > precision - scale ? "a number out of its range stops the deploy" : null;
}

function timeLoss(from: Type, to: Type): string | null {
  if (!clocks.has(from.family)) return null;
  if (to.family === "date") return "the time of day goes";
  if (!clocks.has(to.family)) return null;
  if (moments.has(from.family) && !moments.has(to.family)) return "the day goes";
  if (from.family === "time with time zone" && to.family === "time without time zone") return "the zone goes";
  const [had, has] = [from.limits[0] ?? 6, to.limits[0] ?? 6];
  return has < had ? `fractions of a second are rounded to ${has} digits` : null;
}

function otherLoss(from: Type, to: Type): string | null {
  if (from.family === "json" && to.family === "jsonb") return "repeated keys, their order and the blanks go";
  if (from.family === "inet" && to.family === "cidr") return "an address with host bits is refused, or loses them";
  const bits = from.family === to.family && from.family.startsWith("bit");
  const [had, has] = [from.limits[0] ?? Number.POSITIVE_INFINITY, to.limits[0] ?? Number.POSITIVE_INFINITY];
  return bits && has < had ? "bits that do not fit are cut off or refused" : null;
}
