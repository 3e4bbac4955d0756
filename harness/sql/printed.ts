import { deparseSync } from "pgsql-deparser";

/** An expression of the parser's tree as SQL on one line, for people; "…" where it cannot be printed. */
export function printed(node: unknown): string {
  try {
    const text = deparseSync(node as Parameters<typeof deparseSync>[0], { pretty: false });
    // "left"(a, 2): it quotes what could also be a keyword.
    return text.replaceAll(/"([a-z_]+)"\(/g, "$1(");
  } catch {
    return "…";
  }
}
