import { createHash } from "node:crypto";
import type { AnyReport } from "./writers/writer.ts";

/** What a report is about, in one name: what tells its runs in one pipeline apart. */
export function subjectOf(report: AnyReport): string {
  switch (report.command) {
    case "drift":
      return "folder" in report.against ? report.against.folder : report.against.snapshot;
    case "guard":
      return report.live.database;
    case "snapshot":
      return report.file ?? report.live.database;
    case "doctor":
    case "clean":
      return "";
    default:
      return report.history.folder;
  }
}

/** What is longer ends in a hash of all of it. */
const longest = 200;

/** The same as a part of an identifier: letters, digits, `.`, `_`, `/` and single `-`; all else is percent-encoded. */
export function identifier(text: string): string {
  const encoded = encodeURIComponent(text.replaceAll(/\p{Cs}/gu, "\ufffd"))
    .replaceAll("%2F", "/")
    .replaceAll(/[!'()*~]|-(?=-|$)/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  if (encoded.length <= longest) return encoded;
  return `${encoded.slice(0, longest)}.${createHash("sha256").update(encoded).digest("hex").slice(0, 16)}`;
}
