import type { Faker } from "@faker-js/faker";

/** A day, as `YYYY-MM-DD`, from `earliest` to `latest`. */
export function day(faker: Faker, earliest: string, latest: string): string {
  return faker.date.between({ from: earliest, to: latest }).toISOString().slice(0, 10);
}

/** A point in time, ISO 8601 in UTC. */
export function instant(faker: Faker, earliest: string, latest: string): string {
  return faker.date.between({ from: earliest, to: latest }).toISOString();
}

/** Hours with two decimals, as text: a numeric column keeps `12.50` apart from `12.5`. */
export function hours(faker: Faker, least: number, most: number): string {
  return faker.number.float({ min: least, max: most, fractionDigits: 2 }).toFixed(2);
}

/** The first days of `count` months from January 2025 on. */
export function months(count: number): readonly string[] {
  return Array.from({ length: count }, (_, month) => new Date(Date.UTC(2025, month, 1)).toISOString().slice(0, 10));
}

/** One of `count` values by position, so that every one is used. */
export function cycled<T>(values: readonly [T, ...T[]], position: number): T {
  const value = values[position % values.length];
  return value === undefined ? values[0] : value;
}
