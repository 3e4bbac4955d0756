import { randomOf } from "../random.ts";

// Beyond the 8 kB of a page.
const longest = 9000;
// Chance does not compress, repetition does. What is left is too much for a row's page (about 2 kB), and still fits
// into an entry of a B-tree (2704 bytes), so that a candidate may index the column.
const unlike = 2000;
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .";

/** Beyond 8 kB, ASCII, and stored out of line: TOAST. */
export const outOfLine = made();

function made(): string {
  const random = randomOf(0, "out of line");
  const block = Array.from({ length: unlike }, () => random.pick([...letters])).join("");
  // Compression gives up where nothing repeats itself at the start.
  const text = `${"start ".repeat(10)}${block.repeat(Math.ceil(longest / unlike))}`;
  return `${text.slice(0, longest - 1)}z`;
}

const period = 60;
const mixed = "abcdefgh IJKLMNOP äöü 0123456789";

/** `length` characters that repeat themselves: an index takes them only compressed. Never with a blank at the end, which a cast to char would take away. */
export function filled(length: number): string {
  const random = randomOf(0, "filled");
  const phrase = Array.from({ length: period }, () => random.pick([...mixed])).join("");
  return `${phrase.repeat(Math.ceil(length / period)).slice(0, Math.max(0, length - 1))}z`;
}
