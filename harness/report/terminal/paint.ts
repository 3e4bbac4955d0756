import { styleText } from "node:util";
import type { WriterOptions } from "../writers/writer.ts";

export type Style = "red" | "yellow" | "green" | "bold" | "dim";
export type Paint = (style: Style | readonly Style[], text: string) => string;

export function painter({ color }: Pick<WriterOptions, "color">): Paint {
  return (style, text) => (color ? styleText([style].flat() as Style[], text, { validateStream: false }) : text);
}

/** The verdict in one word, what it means, and below what it is about. */
export function headline(paint: Paint, color: Style, word: string, meaning: string, about: string): string {
  return `${paint(["bold", color], word)}  ${meaning}\n${paint("dim", about)}`;
}
