import type { ErrorDocument } from "../../model/report.ts";

/** What kept a run from judging, what was tried, and what to do next. */
export function failureLines({ error }: ErrorDocument): readonly string[] {
  return [
    error.message,
    `while trying to ${error.step}`,
    ...error.tried.map((line) => `tried: ${line}`),
    `→ ${error.remedy}`,
  ];
}
