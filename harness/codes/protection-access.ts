import type { Texts } from "./text.ts";

const by = ["verify"] as const;

/** Who sees and writes which rows. */
export const protectionOfAccess = {
  "row-security-lost": {
    title: "Row-level security is off",
    severities: ["error"],
    by,
    means:
      "The table had row-level security, also against its owner (`FORCE`), and has not after the candidate; or its name belongs to a view that reads with its owner's rights.",
    why: "Every role that may read the table reads every row, those of other tenants among them. The policies may still be there, and do nothing.",
    next: [
      "`ALTER TABLE … ENABLE ROW LEVEL SECURITY` in the same migration (and `FORCE`): a table that is rebuilt starts without.",
      "Make a view that takes a table's name `WITH (security_invoker = true)`.",
      "If everybody may read all of it, approve it in `holdfast/<migration>.json`, by this code.",
    ],
    example: {
      before:
        "CREATE TABLE tenants (id int PRIMARY KEY, name text NOT NULL);\nALTER TABLE tenants ENABLE ROW LEVEL SECURITY;",
      candidate: "ALTER TABLE tenants DISABLE ROW LEVEL SECURITY;",
      says: "public.tenants  Row-level security of public.tenants is off: every role with SELECT now reads every row.",
    },
  },
  "policy-lost": {
    title: "A policy is gone",
    severities: ["error"],
    by,
    means:
      "A policy of row-level security that stood before the candidate is not there after it, and none of its name took its place: one that says the same under another name is told as new.",
    why: "Without a restrictive policy, roles see and write rows that are not theirs; without the last permissive one, they see none.",
    next: [
      "Make it again in the same migration, on the table that stands now.",
      "Change it in place by `ALTER POLICY`.",
      "If it is not needed any more, approve its loss in `holdfast/<migration>.json`, by this code.",
    ],
    example: {
      before:
        "CREATE TABLE documents (id int PRIMARY KEY, name text NOT NULL);\nALTER TABLE documents ENABLE ROW LEVEL SECURITY;\nCREATE POLICY only_own ON documents USING (name = current_user);",
      candidate: "DROP POLICY only_own ON documents;",
      says: "public.documents.only_own  The policy only_own on public.documents is gone.",
    },
  },
  "policy-changed": {
    title: "A policy lets other rows through",
    severities: ["error"],
    by,
    means: "The policy is there, and its expression, command, roles or kind is another one.",
    why: "Who sees and writes which rows is another matter from the commit on; nothing fails where somebody sees too much.",
    next: [
      "Put the old expression back.",
      "If the change is meant, approve it in `holdfast/<migration>.json`, by this code: the approval is the review.",
    ],
    example: {
      before:
        "CREATE TABLE letters (id int PRIMARY KEY, name text NOT NULL);\nALTER TABLE letters ENABLE ROW LEVEL SECURITY;\nCREATE POLICY own_rows ON letters USING (name = current_user);",
      candidate: "ALTER POLICY own_rows ON letters USING (true);",
      says: "public.letters.own_rows  The policy own_rows on public.letters now lets through other rows: USING (name = CURRENT_USER) → true.",
    },
  },
  "policy-added": {
    title: "A new policy lets more rows through",
    severities: ["warning"],
    by,
    means:
      "A table that had row-level security has a new permissive policy. Permissive policies add up: a row that one of them lets through is let through.",
    why: "One `USING (true)` beside careful policies opens the table.",
    next: [
      "Check that nobody gets at rows that are not theirs.",
      "Write `AS RESTRICTIVE` where it is meant to narrow what the others let through.",
    ],
    example: {
      before:
        "CREATE TABLE messages (id int PRIMARY KEY, name text NOT NULL);\nALTER TABLE messages ENABLE ROW LEVEL SECURITY;\nCREATE POLICY own_rows ON messages USING (name = current_user);",
      candidate: "CREATE POLICY all_rows ON messages FOR SELECT USING (true);",
      says: "public.messages.all_rows  public.messages has a new permissive policy all_rows (select, for public): true. What it lets through is let through besides what the other policies do.",
    },
  },
  "grants-lost": {
    title: "Grants are gone",
    severities: ["warning"],
    by,
    means:
      "A role could use a table, a column, a view, a schema or a routine before the candidate, and has not all of these rights after it.",
    why: "What is dropped and made again starts without grants. The application's role gets `permission denied` on the first query; the role that migrates, and tests that connect as it, see nothing of it.",
    next: [
      "`GRANT` again in the same migration, on what stands now.",
      "Change the object in place (`CREATE OR REPLACE`, `ALTER`), which keeps its grants.",
    ],
    example: {
      before: "CREATE TABLE reports (id int PRIMARY KEY, name text NOT NULL);\nGRANT SELECT ON reports TO PUBLIC;",
      candidate: "REVOKE SELECT ON reports FROM PUBLIC;",
      says: "public.reports  public.reports lost grants: SELECT to PUBLIC.",
    },
  },
  "grants-widened": {
    title: "Everybody may call a routine",
    severities: ["warning"],
    by,
    means:
      "Not everybody could call a function or procedure before the candidate, and everybody can after it: what is made anew is open to `PUBLIC`.",
    why: "A `SECURITY DEFINER` function runs with its owner's rights: whoever may call it may do what the owner may.",
    next: [
      "`REVOKE EXECUTE ON ROUTINE … FROM PUBLIC` in the same migration.",
      "Write `CREATE OR REPLACE`, which keeps the grants, in place of drop and create.",
    ],
    example: {
      before:
        "CREATE FUNCTION next_secret() RETURNS int LANGUAGE sql AS 'select 1';\nREVOKE EXECUTE ON FUNCTION next_secret() FROM PUBLIC;",
      candidate: "DROP FUNCTION next_secret();\nCREATE FUNCTION next_secret() RETURNS int LANGUAGE sql AS 'select 2';",
      says: "public.next_secret  Everybody may call the function public.next_secret(), which not everybody could before.",
    },
  },
} as const satisfies Partial<Texts<"protection">>;
