import type { Faker } from "@faker-js/faker";
// The package's main entry loads every language that there is.
import { faker as english } from "@faker-js/faker/locale/en";

/** A stream of chance of its own: the same seed and label give the same draws, whatever other streams do. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  below(below: number): number;
  pick<Item>(items: readonly Item[]): Item;
  shuffled<Item>(items: readonly Item[]): Item[];
}

/** Dates that faker makes hang on this instant, not on the clock. */
export const referenceDate = new Date("2025-06-01T12:00:00Z");

export function randomOf(seed: number, label: string): Random {
  const next = sfc32(hashes(`${seed}/${label}`));
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    shuffled(items) {
      const copy = [...items];
      for (let last = copy.length - 1; last > 0; last--) {
        const other = below(last + 1);
        const moved = copy[last] as (typeof copy)[number];
        copy[last] = copy[other] as (typeof copy)[number];
        copy[other] = moved;
      }
      return copy;
    },
  };
}

/** A faker that draws from `random`. */
export function fakerOf(random: Random): Faker {
  const Maker = english.constructor as typeof Faker;
  const faker = new Maker({ locale: english.rawDefinitions, randomizer: { next: random.next, seed() {} } });
  faker.setDefaultRefDate(referenceDate);
  return faker;
}

/**
 * A signed 32-bit hash of a text, for sets of keys too large to keep as text: an engine holds such
 * numbers in place. Two texts may share one.
 */
export function hash32(text: string): number {
  return hashes(text)[0] | 0;
}

// cyrb128: four 32-bit hashes of a text.
function hashes(text: string): readonly [number, number, number, number] {
  let a = 1779033703;
  let b = 3144134277;
  let c = 1013904242;
  let d = 2773480762;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
}

function sfc32([first, second, third, fourth]: readonly [number, number, number, number]): () => number {
  let a = first | 0;
  let b = second | 0;
  let c = third | 0;
  let d = fourth | 0;
  return () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
}
