import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** For tests: a text as GitHub's Markdown reads it. */
export function readMarkdown(text: string): Nodes {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** What a page is made of, without its words: one line for each node that is neither text nor code in a line. */
export function skeleton(node: Nodes, depth = 0): readonly string[] {
  if (node.type === "text" || node.type === "inlineCode") return [];
  const says = node.type === "html" ? ` ${node.value}` : node.type === "code" ? ` ${node.lang}` : "";
  const children = "children" in node ? node.children.flatMap((child) => skeleton(child, depth + 1)) : [];
  return [`${" ".repeat(depth)}${node.type}${says}`, ...children];
}

/** All that is read as words: where GitHub looks for names, issues, addresses, emoji and formulas. */
export function wordsOf(node: Nodes): string {
  if (node.type === "text") return node.value;
  return "children" in node ? node.children.map(wordsOf).join("\n") : "";
}

/** All that is code in a line, in order. */
export function codeOf(node: Nodes): readonly string[] {
  if (node.type === "inlineCode") return [node.value];
  return "children" in node ? node.children.flatMap(codeOf) : [];
}
