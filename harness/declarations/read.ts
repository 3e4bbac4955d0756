import type { Declaration } from "../model/declaration.ts";
import type { Approval } from "../model/evidence.ts";
import type { Migration } from "../model/history.ts";
import { readJsonDocument } from "../text/json-document.ts";
import { type Check, expected, list, object, type Place, refusal, required, text, within } from "../text/shape.ts";
import { expectationsOf } from "./expectations.ts";
import { declarationFile, unreadable } from "./file-kind.ts";

/** What one file beside the migrations says: at least one of the two. */
export interface Intent {
  /** Null where it expects nothing. */
  readonly declaration: Declaration | null;
  readonly approvals: readonly Approval[];
}

const filled = text("a text that is not empty", /\S/);

const keys = {
  $schema: text("a text", /^/),
  migration: filled,
  sha256: filled,
  reason: filled,
  owner: filled,
  // Read by itself: it asks the parser.
  expect: (value: unknown) => value,
  approve: list((item) => item),
};

/**
 * Reads what a migration means to change, and which losses of it are accepted.
 *
 * @param content a text, or bytes of UTF-8
 * @param file as the user knows it
 * @throws {HarnessError} input/declaration-unreadable, with the place and what was expected there
 */
export async function readIntentFile(
  content: string | Uint8Array,
  file: string,
  migration: Pick<Migration, "id">,
): Promise<Intent> {
  const root: Place = { kind: declarationFile, source: file, path: "" };
  const document = readJsonDocument(content, file, 0);
  if (document.problem !== null) throw unreadable(file, document.problem);
  const { migration: id, sha256: given, expect: expectations, approve = [] } = object(keys)(document.value, root);
  if (required(id, within(root, "migration"), `"${migration.id}"`) !== migration.id) {
    throw expected(within(root, "migration"), `"${migration.id}", as the file is named`, id);
  }
  const sha256 = required(given, within(root, "sha256"), "the migration's checksum");
  const origin = { migration: migration.id, file };
  const expect = expectations === undefined ? [] : await expectationsOf(expectations, within(root, "expect"), origin);
  if (expect.length + approve.length === 0) {
    throw refusal(
      root,
      "says nothing: it has neither an expect nor an approve",
      "Fill one of them in, or delete the file.",
    );
  }
  return {
    declaration: expect.length === 0 ? null : { ...origin, sha256, expect },
    approvals: approve.map((item, place) => ({
      ...origin,
      sha256,
      ...approval(item, within(within(root, "approve"), place)),
    })),
  };
}

const date: Check<string> = (value, at) => {
  const given = text("a date such as 2027-01-31", /^\d{4}-\d{2}-\d{2}$/)(value, at);
  if (new Date(`${given}T00:00:00Z`).toJSON()?.startsWith(given) !== true) {
    throw expected(at, "a date such as 2027-01-31", given);
  }
  return given;
};

const approvalKeys = { object: filled, code: filled, reason: filled, owner: filled, expires: date };

const approval: Check<Pick<Approval, "object" | "code" | "reason" | "owner" | "expires">> = (value, at) => {
  const { object: name, code = null, reason, owner, expires } = object(approvalKeys)(value, at);
  return {
    object: required(name, within(at, "object"), 'a name such as "schema.table.column"'),
    code,
    reason: required(reason, within(at, "reason"), "a text that is not empty"),
    owner: required(owner, within(at, "owner"), 'a person or a team, such as "@data-team"'),
    expires: required(expires, within(at, "expires"), "a date such as 2027-01-31"),
  };
};
