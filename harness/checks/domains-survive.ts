import type { UserType } from "../model/catalog.ts";
import type { NameIn } from "../model/codes.ts";
import { type Check, type Judgement, nameOf } from "./check.ts";

/** What a domain kept out of every column of its type, it still keeps out. */
export const domainsSurvive: Check = (evidence) =>
  evidence.before.catalog.types
    .filter(({ kind }) => kind === "domain")
    .flatMap((before) => {
      // A domain that is gone has left its columns, which are judged by what they hold now.
      const now = evidence.after?.catalog.types.find(({ oid }) => oid === before.oid);
      return now === undefined ? [] : [...checks(before, now), ...notNull(before, now)];
    });

function checks(before: UserType, now: UserType): readonly Judgement[] {
  return before.checks
    .filter(({ oid, expression }) => now.checks.every((other) => other.oid !== oid && other.expression !== expression))
    .map(({ name, expression }) => {
      const namesake = now.checks.find((other) => other.name === name);
      const message =
        namesake === undefined
          ? `The domain ${nameOf(before)} lost ${name}: CHECK (${expression}).`
          : `${name} of the domain ${nameOf(before)} asks for something else: CHECK (${expression}) → CHECK (${namesake.expression}).`;
      return warning(namesake === undefined ? "constraint-lost" : "constraint-changed", before, name, message);
    });
}

function notNull(before: UserType, now: UserType): readonly Judgement[] {
  if (!before.notNull || now.notNull) return [];
  return [warning("constraint-lost", before, null, `The domain ${nameOf(before)} is no longer NOT NULL.`)];
}

function warning(code: NameIn<"protection">, domain: UserType, name: string | null, message: string): Judgement {
  return {
    finding: {
      code: `protection/${code}`,
      severity: "warning",
      object: name === null ? nameOf(domain) : `${nameOf(domain)}.${name}`,
      message,
      remedy: "Add it again, or make sure that something else keeps wrong values out.",
    },
    relation: domain.oid,
  };
}
