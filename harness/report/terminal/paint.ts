import { styleText } from "node:util";
import { clean } from "../clean.ts";
import type { Headline, Tone } from "../content/headline.ts";
import type { NextCommand } from "../content/next.ts";
import type { WriterOptions } from "../writers/writer.ts";

export type Style = "red" | "yellow" | "green" | "bold" | "dim";
export type Paint = (style: Style | readonly Style[], text: string) => string;

export function painter({ color }: Pick<WriterOptions, "color">): Paint {
  return (style, text) => (color ? styleText([style].flat() as Style[], text, { validateStream: false }) : text);
}

const colors: Readonly<Record<Tone, Style>> = { good: "green", unsure: "yellow", bad: "red" };

/** The verdict in one word, what it means, and below what it is about. */
export function headline(paint: Paint, { tone, word, meaning, about }: Headline): string {
  return `${paint(["bold", colors[tone]], word)}  ${clean(meaning)}\n${paint("dim", clean(about))}`;
}

/** The command that a report ends with, and what it is for. */
export function closing(paint: Paint, { purpose, command }: NextCommand): string {
  return `${paint("dim", purpose === "Again" ? "Again:" : `→ ${purpose}:`)} ${clean(command)}`;
}
