import type { ErrorDocument } from "../../model/report.ts";
import { html } from "./escape.ts";
import type { Page } from "./page.ts";
import { code, facts, list, remedyOf } from "./parts.ts";
import { verdictOf } from "./verdict.ts";

/** The page of a run that could not look. */
export function failurePage({ command, error }: ErrorDocument): Page {
  const { step, message, tried, remedy } = error;
  const head = { tone: "bad", word: "ERROR", meaning: `could not ${step}`, about: message } as const;
  const more = facts([...(tried.length === 0 ? [] : [["tried", list(tried)] as const]), ["code", code(error.code)]]);
  return {
    title: `ERROR · holdfast ${command}`,
    command,
    verdict: verdictOf(head, [], html`${remedyOf(remedy)}${more}`),
    parts: [],
  };
}
