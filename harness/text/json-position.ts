/**
 * Where a text stops being JSON, as "line:column", both from 1; null where it is JSON.
 *
 * The engine's own message often leaves the position out. What is still open at the end of a prefix is
 * told apart from what can no longer become JSON, so the longest good prefix is found by halving.
 */
export function brokenAt(text: string): string | null {
  if (stateOf(text) === "whole") return null;
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (stateOf(text.slice(0, middle)) === "broken") bad = middle;
    else good = middle;
  }
  const before = text.slice(0, good).split("\n");
  return `${before.length}:${(before.at(-1) ?? "").length + 1}`;
}

function stateOf(prefix: string): "whole" | "open" | "broken" {
  try {
    JSON.parse(prefix);
    return "whole";
  } catch (error) {
    const message = String(error);
    if (/end of JSON|Unterminated/.test(message)) return "open";
    return Number(/position (\d+)/.exec(message)?.[1] ?? -1) >= prefix.length ? "open" : "broken";
  }
}
