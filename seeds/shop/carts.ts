import type { Faker } from "@faker-js/faker";
import { cycled, instant } from "../values.ts";
import type { Variant } from "./catalogue.ts";
import type { Customer } from "./customers.ts";

type Cart = ReturnType<typeof carts>[number];

/** 16 carts, every third of someone who is not signed in. */
export function carts(faker: Faker, customers: readonly Customer[]) {
  return Array.from({ length: 16 }, (_, index) => {
    const createdAt = instant(faker, "2025-09-01T00:00:00Z", "2025-11-14T23:00:00Z");
    return {
      id: faker.string.uuid(),
      customer_id: index % 3 === 2 ? null : (customers[index * 2]?.id ?? null),
      currency: cycled(["EUR", "USD"] as const, index),
      created_at: createdAt,
      updated_at: instant(faker, createdAt, "2025-11-15T23:59:59Z"),
    };
  });
}

/** None to three lines per cart. */
export function cartLines(faker: Faker, carts: readonly Cart[], variants: readonly Variant[]) {
  return carts.flatMap(({ id }, index) =>
    faker.helpers
      .arrayElements(variants, index % 4)
      .map((variant) => ({ cart_id: id, variant_id: variant.id, quantity: faker.number.int({ min: 1, max: 6 }) })),
  );
}
