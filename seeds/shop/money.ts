import type { Faker } from "@faker-js/faker";

/** Whole cents, in which sums are exact. */
export type Cents = number;

/** As a numeric column takes it: 1250 is `12.50`. */
export function amount(cents: Cents): string {
  return (cents / 100).toFixed(2);
}

export function centsOf(text: string): Cents {
  return Math.round(Number(text) * 100);
}

/** A price as shops write them: seldom a round one. */
export function price(faker: Faker, least: Cents, most: Cents): Cents {
  const whole = faker.number.int({ min: Math.ceil(least / 100), max: Math.floor(most / 100) }) * 100;
  return whole + faker.helpers.arrayElement([0, 49, 90, 95, 99]);
}
