/** Something with an access list: `grants` as aclitems in text ("reader=rw/owner"), null for the built-in default. */
export interface Granted {
  readonly owner: string;
  readonly grants: readonly string[] | null;
}

interface Grant {
  /** As it is called, without quotes; "" for PUBLIC. */
  readonly role: string;
  /** Letters, those with the right to grant further once more with a star. */
  readonly privileges: readonly string[];
}

/**
 * The old aclitems of which some privilege is gone. An owner needs no grant, and who is granted something along with
 * everybody has it still.
 */
export function lostGrants({ owner, grants }: Granted, now: readonly string[] | null): readonly string[] {
  const held = (now ?? []).map(parsed);
  return (grants ?? []).filter((grant) => {
    const { role, privileges } = parsed(grant);
    const left = new Set(
      held.filter((other) => other.role === role || other.role === "").flatMap((other) => other.privileges),
    );
    return role !== owner && privileges.some((privilege) => !left.has(privilege));
  });
}

/** Whether a grant is to PUBLIC. */
export function isToEverybody(grant: string): boolean {
  return parsed(grant).role === "";
}

/** Who granted it does not matter; a star, the right to grant it further, does. */
function parsed(grant: string): Grant {
  const [, role = "", letters = ""] = /^(.*)=([A-Za-z*]*)\//.exec(grant) ?? [];
  const privileges = [...letters.matchAll(/([A-Za-z])(\*?)/g)].flatMap(([, letter = "", star = ""]) =>
    star === "" ? [letter] : [letter, `${letter}*`],
  );
  return { role: role.replace(/^"(.*)"$/, "$1").replaceAll('""', '"'), privileges };
}
