import { sep } from "node:path";

/** A path as people read it, and as URLs and YAML have it: with forward slashes. */
export function slashes(path: string): string {
  return path.split(sep).join("/");
}
