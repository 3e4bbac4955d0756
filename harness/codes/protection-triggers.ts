import type { Texts } from "./text.ts";

const by = ["verify"] as const;

/** What happens when rows are written. */
export const protectionByTriggers = {
  "trigger-lost": {
    title: "A trigger is gone",
    severities: ["error"],
    by,
    means: "A trigger that stood before the candidate is not there after it, and none of its name took its place.",
    why: "What it wrote or refused happens no more: audit rows, balances and checks fall silent without an error anywhere.",
    next: [
      "Make it again in the same migration, on the table that stands now.",
      "Where a function was dropped `CASCADE`, write `CREATE OR REPLACE FUNCTION`: triggers stay as they are.",
      "If it is not needed any more, approve its loss in `holdfast/<migration>.json`, by this code.",
    ],
    example: {
      before:
        "CREATE TABLE accounts (id int PRIMARY KEY, name text NOT NULL);\nCREATE FUNCTION note_account() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;\nCREATE TRIGGER accounts_audit BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION note_account();",
      candidate: "DROP TRIGGER accounts_audit ON accounts;",
      says: "public.accounts.accounts_audit  The trigger accounts_audit on public.accounts, which calls public.note_account, is gone.",
    },
  },
  "trigger-disabled": {
    title: "A trigger does not fire any more",
    severities: ["error"],
    by,
    means: "The trigger is there and disabled, or fires in replication only; before the candidate it fired.",
    why: "It looks as if it were in force, and is not. `DISABLE TRIGGER ALL` switches foreign keys off as well, and nothing checks later what came in meanwhile.",
    next: ["`ALTER TABLE … ENABLE TRIGGER …` in the same migration, behind the statement that it was in the way of."],
    example: {
      before:
        "CREATE TABLE payments (id int PRIMARY KEY, name text NOT NULL);\nCREATE FUNCTION note_payment() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;\nCREATE TRIGGER payments_audit BEFORE UPDATE ON payments FOR EACH ROW EXECUTE FUNCTION note_payment();",
      candidate: "ALTER TABLE payments DISABLE TRIGGER payments_audit;",
      says: "public.payments.payments_audit  The trigger payments_audit on public.payments is disabled.",
    },
  },
  "trigger-changed": {
    title: "A trigger does something else",
    severities: ["warning"],
    by,
    means:
      "The trigger fires at another time, for other events or rows, or calls another function, or the function's body is another one.",
    why: "What it wrote or refused may be another matter, for every row from then on.",
    next: ["Check that it still fires for what it is meant for, and does what it is meant to do."],
    example: {
      before:
        "CREATE TABLE transfers (id int PRIMARY KEY, name text NOT NULL);\nCREATE FUNCTION note_transfer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;\nCREATE TRIGGER transfers_audit BEFORE INSERT OR UPDATE ON transfers FOR EACH ROW EXECUTE FUNCTION note_transfer();",
      candidate:
        "CREATE OR REPLACE TRIGGER transfers_audit BEFORE INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION note_transfer();",
      says: "public.transfers.transfers_audit  The trigger transfers_audit on public.transfers changed: CREATE TRIGGER transfers_audit BEFORE INSERT OR UPDATE ON public.transfers FOR EACH ROW EXECUTE FUNCTION public.note_transfer() → CREATE TRIGGER transfers_audit BEFORE INSERT ON public.transfers FOR EACH ROW EXECUTE FUNCTION public.note_transfer().",
    },
  },
  "rule-lost": {
    title: "A rule is gone",
    severities: ["warning"],
    by,
    means:
      "A rule that rewrote statements on the table (`CREATE RULE`) is disabled, or not there any more under its name.",
    why: "Statements do again what the rule kept them from, or no longer what it added.",
    next: [
      "Make it again on what stands now.",
      "Make sure that nothing relies on it, and approve its loss in `holdfast/<migration>.json`, by this code.",
    ],
    example: {
      before:
        "CREATE TABLE archive (id int PRIMARY KEY, name text NOT NULL);\nCREATE RULE keep_rows AS ON DELETE TO archive DO INSTEAD NOTHING;",
      candidate: "DROP RULE keep_rows ON archive;",
      says: "public.archive.keep_rows  The rule keep_rows on public.archive no longer rewrites statements: …",
    },
  },
} as const satisfies Partial<Texts<"protection">>;
