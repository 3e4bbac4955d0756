import type { ErrorDocument } from "../../model/report.ts";
import { clean } from "../clean.ts";
import type { Paint } from "./paint.ts";

export function failure({ error }: ErrorDocument, paint: Paint): string {
  const tried = error.tried.map((line) => `  - ${clean(line)}`);
  return [
    `${paint(["bold", "red"], "error")} ${clean(error.message)} ${paint("dim", `[${error.code}]`)}`,
    `  while trying to ${clean(error.step)}`,
    ...(tried.length === 0 ? [] : ["  tried:", ...tried.map((line) => `  ${line}`)]),
    `${paint("dim", "→")} ${clean(error.remedy)}`,
    "",
  ].join("\n");
}
