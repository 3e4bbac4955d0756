import { createHash } from "node:crypto";

/** One function of the guard. */
export interface GuardFunction {
  readonly name: string;
  /** As they are declared: "_rel oid". */
  readonly parameters: string;
  readonly returns: string;
  /**
   * Its text in PL/pgSQL. It runs with the rights of the guard's owner, called by whoever migrates: so it calls nothing
   * that another role could have made, also not through the casts and operators of a type of theirs; and it has no
   * backslash, since what that means in a literal is for the session to set.
   */
  readonly body: string;
}

/** Whoever looks for a name first finds PostgreSQL's own; nothing else is on the path but what is temporary, and last. */
export const pinned = "pg_catalog, pg_temp";

export function createFunction({ name, parameters, returns, body }: GuardFunction): string {
  return `create or replace function holdfast_guard.${name}(${parameters}) returns ${returns} language plpgsql
security definer set search_path = ${pinned} as $body$${body}$body$;`;
}

/** SHA-256 of what the server keeps as the function's text, in hex. */
export function digestOf({ body }: GuardFunction): string {
  return createHash("sha256").update(body).digest("hex");
}
