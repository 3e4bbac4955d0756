/** Something with an access list: `grants` as aclitems in text ("reader=rw/owner"), null for the built-in default. */
export interface Granted {
  readonly owner: string;
  readonly grants: readonly string[] | null;
}

export interface Grant {
  /** As it is called, without quotes; "" for PUBLIC. */
  readonly role: string;
  /** Letters, those with the right to grant further once more with a star. */
  readonly privileges: readonly string[];
}

/** What is gone of the old access list. An owner needs no grant, and who is granted something along with everybody has it still. */
export function lostGrants({ owner, grants }: Granted, now: readonly string[] | null): readonly Grant[] {
  const held = (now ?? []).map(parsed);
  return (grants ?? []).map(parsed).flatMap(({ role, privileges }) => {
    const left = new Set(
      held.filter((other) => other.role === role || other.role === "").flatMap((other) => other.privileges),
    );
    const lost = privileges.filter((privilege) => !left.has(privilege));
    return role === owner || lost.length === 0 ? [] : [{ role, privileges: lost }];
  });
}

/** Whether an aclitem is a grant to PUBLIC. */
export function isToEverybody(grant: string): boolean {
  return parsed(grant).role === "";
}

/** As GRANT has them: https://www.postgresql.org/docs/17/ddl-priv.html, table 5.1. */
const words: Readonly<Record<string, string>> = {
  r: "SELECT",
  a: "INSERT",
  w: "UPDATE",
  d: "DELETE",
  D: "TRUNCATE",
  x: "REFERENCES",
  t: "TRIGGER",
  m: "MAINTAIN",
  C: "CREATE",
  U: "USAGE",
  X: "EXECUTE",
};

/** "SELECT, UPDATE to reader; USAGE to PUBLIC" */
export function spoken(grants: readonly Grant[]): string {
  return grants.map(({ role, privileges }) => `${privileges.map(word).join(", ")} to ${role || "PUBLIC"}`).join("; ");
}

function word(privilege: string): string {
  const [letter = "", star] = privilege;
  return `${words[letter] ?? letter}${star === undefined ? "" : " WITH GRANT OPTION"}`;
}

/** Who granted it does not matter; a star, the right to grant it further, does. */
function parsed(grant: string): Grant {
  const [, role = "", letters = ""] = /^(.*)=([A-Za-z*]*)\//.exec(grant) ?? [];
  const privileges = [...letters.matchAll(/([A-Za-z])(\*?)/g)].flatMap(([, letter = "", star = ""]) =>
    star === "" ? [letter] : [letter, `${letter}*`],
  );
  return { role: role.replace(/^"(.*)"$/, "$1").replaceAll('""', '"'), privileges };
}
