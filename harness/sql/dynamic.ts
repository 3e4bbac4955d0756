import { identifier, literal } from "./quote.ts";
import { as, members, nameOf, stringOf } from "./tree.ts";
import { castOf, literalOf, unknownName, unknownValue } from "./values.ts";

/** The SQL that an expression gives: literals, `||` and `format` over them. Null where none of its text is known. */
export function dynamicText(value: unknown): string | null {
  const text = literalOf(value);
  if (text !== null) return text;
  const cast = castOf(value);
  if (cast !== null) return dynamicText(cast.arg);
  const operation = as("A_Expr", value);
  if (stringOf(members(operation?.name).at(-1)) === "||") return joined([operation?.lexpr, operation?.rexpr]);
  const call = as("FuncCall", value);
  const args = members(call?.args);
  switch (nameOf(call?.funcname)?.name) {
    case "concat":
      return joined(args);
    case "format":
      return formatted(args.map(literalOf));
    case "quote_ident":
      return identifier(literalOf(args[0]) ?? unknownName);
    case "quote_literal":
    case "quote_nullable":
      return quoted(literalOf(args[0]));
    default:
      return null;
  }
}

function joined(parts: readonly unknown[]): string | null {
  const texts = parts.map(dynamicText);
  return texts.every((text) => text === null) ? null : texts.map((text) => text ?? unknownValue).join("");
}

function quoted(text: string | null): string {
  return text === null ? unknownValue : literal(text);
}

function formatted([template = null, ...given]: readonly (string | null)[]): string | null {
  let next = 0;
  return (
    template?.replaceAll(
      /%(?:%|(?:(\d+)\$)?-?\d*([IsL]))/g,
      (_, place: string | undefined, kind: string | undefined) => {
        if (kind === undefined) return "%";
        next = place === undefined ? next + 1 : Number(place);
        const text = given[next - 1] ?? null;
        if (kind === "I") return identifier(text ?? unknownName);
        return kind === "L" ? quoted(text) : (text ?? unknownValue);
      },
    ) ?? null
  );
}
