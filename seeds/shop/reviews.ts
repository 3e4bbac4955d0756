import type { Faker } from "@faker-js/faker";
import { cycled, instant } from "../values.ts";
import type { Product } from "./catalogue.ts";
import type { Customer } from "./customers.ts";

const bodies = [
  "Top!!! 👍👍",
  null,
  "",
  "Größe fällt klein aus,\nsonst <b>gut</b>",
  "很好",
  'It\'s "ok"; C:\\Users…',
] as const;

/** Two reviews by every third customer, ids from 1. */
export function reviews(faker: Faker, customers: readonly Customer[], products: readonly Product[]) {
  return customers
    .filter((_, index) => index % 3 === 0)
    .flatMap(({ id }) =>
      faker.helpers.arrayElements(products, 2).map((product) => ({ customer: id, product: product.id })),
    )
    .map(({ customer, product }, index) => ({
      id: index + 1,
      product_id: product,
      customer_id: customer,
      rating: (index % 5) + 1,
      body: index < bodies.length ? cycled(bodies, index) : faker.lorem.sentence(),
      created_at: instant(faker, "2025-02-01T00:00:00Z", "2025-11-15T00:00:00Z"),
    }));
}
