import type { ReportingDescriptor } from "sarif";
import { type CodeEntry, codeOf } from "../../codes/index.ts";

/** What each code means, for whoever meets it in code scanning. */
export function rulesOf(codes: readonly string[]): readonly ReportingDescriptor[] {
  return codes.map((code) => {
    const entry = codeOf(code);
    return entry === null ? { id: code } : ruleOf(entry);
  });
}

function ruleOf(entry: CodeEntry): ReportingDescriptor {
  const { code, family, title, severities, means, why, next } = entry;
  const help = [means, why, ...next.map((way) => `- ${way}`)].join("\n\n");
  return {
    id: code,
    shortDescription: { text: withoutCode(title) },
    fullDescription: { text: withoutCode(means) },
    help: { text: withoutCode(help), markdown: help },
    defaultConfiguration: { level: severities[0] },
    properties: { tags: [family] },
  };
}

/** Texts of the catalogue are Markdown, of which they only use `code`. */
function withoutCode(text: string): string {
  return text.replaceAll("`", "");
}
