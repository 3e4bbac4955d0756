import { HarnessError } from "../model/error.ts";
import type { LiveTarget } from "../model/live.ts";
import type { Patience } from "../sql/pins.ts";
import { environmentError, property, type Trouble } from "./errors.ts";

/** A database that others work on is not to wait for us, nor long for it. */
export const livePatience: Patience = { lock: 2000, statement: 30_000 };

/** What the connection was used for when it failed. */
type During = "connect" | "read";

const unreachable: Trouble = {
  code: "environment/live-unreachable",
  what: "cannot be reached",
  remedy:
    "See that host and port are right, that the server runs and accepts connections from here (firewall, VPN, listen_addresses), and that sslmode fits it.",
};
const refused: Trouble = {
  code: "environment/live-refused",
  what: "let nobody in with this address",
  remedy:
    "See that user, password and database are right (signs in a password must be percent-encoded in a URL), and that pg_hba.conf and CONNECT let that user in from here.",
};
const busy: Trouble = {
  code: "environment/live-busy",
  what: "is too busy to be looked at",
  remedy: `A statement waits at most ${livePatience.lock / 1000} seconds for a lock and runs at most ${livePatience.statement / 1000}, so as to be in nobody's way. Run again when no migration or long transaction is under way.`,
};

const untrusted = /^(CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)|^(HOSTNAME_MISMATCH|INVALID_CA)$/;

function textOf(error: unknown, name: string): string {
  const value = property(error, name);
  return typeof value === "string" ? value : "";
}

/** What may not be read, and who may say otherwise. */
function privilege(message: string): Trouble {
  const [, kind, name] = /^permission denied for (\w+(?: \w+)*?) (\S+)$/.exec(message) ?? [];
  const grant = kind === "schema" ? `GRANT USAGE ON SCHEMA ${name}` : `GRANT SELECT ON ${name ?? "…"}`;
  return {
    code: "environment/live-privilege",
    what: "does not let this user read all that is needed",
    remedy: message.includes("row-level security")
      ? "Its policies would hide rows from this user. Use the table's owner, or a user with BYPASSRLS."
      : `Let its owner run: ${grant} TO the user of the address; or name another user.`,
  };
}

function troubleOf(error: unknown, during: During): Trouble | null {
  const code = textOf(error, "code");
  const message = textOf(error, "message");
  // A standby cancels who is in the way of what it replays; a full server has neither connections nor memory left.
  if (/^(55P03|57014|40001|53...)$/.test(code)) return busy;
  if (/^(28P01|28000|3D000)$/.test(code) || message.startsWith("SASL: ")) return refused;
  if (code === "42501") return during === "connect" ? refused : privilege(message);
  if (untrusted.test(code))
    return {
      ...refused,
      remedy: "The server's certificate is not signed by one that sslrootcert names, or bears another host's name.",
    };
  if (/^(ENOENT|EACCES|EAI_AGAIN|EPROTO)$/.test(code) || message === "Query read timeout") return unreachable;
  if (environmentError(error, "") !== null) return unreachable;
  if (during !== "connect") return null;
  // Poolers have codes and words of their own for an unknown user or database.
  return textOf(error, "severity") === "" ? unreachable : refused;
}

/**
 * The error to throw when a database of the user's cannot be read.
 *
 * @returns A `HarnessError` as it is; one of kind "environment" for what the database, its network or its rules are to
 *   blame for; everything else as it was.
 */
export function liveError(error: unknown, step: string, { shown }: LiveTarget, during: During): unknown {
  if (error instanceof HarnessError) return error;
  const trouble = troubleOf(error, during);
  if (trouble === null) return error;
  return new HarnessError({
    kind: "environment",
    code: trouble.code,
    step,
    message: `${shown} ${trouble.what}: ${saidBy(error)}`,
    remedy: trouble.remedy,
    cause: error,
  });
}

/** Node tries every address that a name has, and then says nothing itself. */
function saidBy(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return error.errors.map(saidBy).join("; ");
  return textOf(error, "message") || textOf(error, "code");
}
