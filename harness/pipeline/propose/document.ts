import type { Expectation } from "../../model/declaration.ts";
import type { Finding } from "../../model/finding.ts";
import type { Migration } from "../../model/history.ts";

/** The text of a declaration that a person has yet to put their name to. */
export function documentOf(
  { id, sha256 }: Pick<Migration, "id" | "sha256">,
  expectations: readonly Expectation[],
  remaining: readonly Finding[],
): string {
  const approve = remaining.map(({ object, code }) => ({ object, code, reason: "", owner: "", expires: "" }));
  const document = {
    migration: id,
    sha256,
    ...(expectations.length === 0 ? {} : { reason: "", owner: "", expect: expectOf(expectations) }),
    ...(approve.length === 0 ? {} : { approve }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function expectOf(expectations: readonly Expectation[]): Readonly<Record<string, object>> {
  const expected = new Map<string, object>();
  for (const one of expectations) expected.set(one.object, { ...expected.get(one.object), ...entryOf(one) });
  return Object.fromEntries(expected);
}

function entryOf(expectation: Expectation): object {
  switch (expectation.kind) {
    case "becomes":
      return { becomes: expectation.expression };
    case "movedTo": {
      const { to, key, becomes } = expectation;
      return { movedTo: to, ...(key === null ? {} : { key }), ...(becomes === null ? {} : { becomes }) };
    }
    case "deleted":
      return { deleted: expectation.predicate };
    case "rekeyed":
      return { rekeyed: expectation.key };
  }
}
