const step = String.raw`(?:\.\w+|\."[^"\\]+"|\[\*\])`;
const literal = String.raw`("[^"\\]*"|-?\d+(?:\.\d+)?|true|false|null)`;
const shape = new RegExp(
  String.raw`^\s*(?:strict\s|lax\s)?\s*\$(${step}*)\s*(?:\?\s*\(\s*@(${step}*)\s*==\s*${literal}\s*\)|==\s*${literal})?\s*$`,
);

/** A JSON document in which a jsonpath of plain steps and at most one equality finds something; null for any other path. */
export function documentFor(path: string): string | null {
  const found = shape.exec(path);
  if (found === null) return null;
  const [, outer = "", inner = "", filtered, compared] = found;
  const steps = [...`${outer}${inner}`.matchAll(new RegExp(step, "g"))].map(([text]) => text);
  if (steps.length === 0) return null;
  const value: unknown = JSON.parse(filtered ?? compared ?? '"some"');
  return JSON.stringify(
    steps.reduceRight(
      (held: unknown, text) => (text === "[*]" ? [held] : { [text.slice(1).replaceAll('"', "")]: held }),
      value,
    ),
  );
}
