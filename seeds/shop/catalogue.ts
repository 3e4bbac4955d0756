import type { Faker } from "@faker-js/faker";
import { cycled, instant } from "../values.ts";
import { amount, type Cents, centsOf, price } from "./money.ts";

export type Product = ReturnType<typeof product>;
export type Variant = ReturnType<typeof variants>[number];
export type Price = ReturnType<typeof prices>[number];

const unusualNames = ["Café-Becher „Wien“ 0,3 l", "抹茶茶碗", "Men's 5\" Shorts", "قهوة عربية 250 غ", "Gift card 🎁"];
const categories = ["Kitchen", "Clothing", "Tea & coffee", "Ménage", null] as const;
const sizes = ["S", "M", "L"] as const;
const retired = "2025-08-15T00:00:00.000Z";
const currencies = ["EUR", "USD", "JPY"] as const;

/** 24 products, ids from 1; every ninth is no longer sold. */
export function products(faker: Faker) {
  return Array.from({ length: 24 }, (_, index) => product(faker, index));
}

function product(faker: Faker, index: number) {
  const name = unusualNames[index] ?? faker.commerce.productName();
  const createdAt = instant(faker, "2024-01-08T08:00:00Z", "2024-12-20T18:00:00Z");
  return {
    id: index + 1,
    slug: `${faker.helpers.slugify(name).toLowerCase()}-${index + 1}`,
    name,
    description: index % 6 === 5 ? null : faker.commerce.productDescription(),
    category: cycled(categories, index),
    created_at: createdAt,
    updated_at: instant(faker, createdAt, "2025-08-15T00:00:00Z"),
    deleted_at: index % 9 === 4 ? retired : null,
  };
}

/** One to three variants per product, ids from 1. */
export function variants(faker: Faker, products: readonly Product[]) {
  return products
    .flatMap(({ id, name }, index) => sizes.slice(0, (index % sizes.length) + 1).map((size) => ({ id, name, size })))
    .map(({ id: product_id, name, size }, index) => ({
      id: index + 1,
      product_id,
      sku: `${String(product_id).padStart(4, "0")}-${size}`,
      options: index % 4 === 0 ? {} : { size, label: name, packs: [1, 6] },
      weight_grams: index % 5 === 4 ? null : faker.number.int({ min: 40, max: 9000 }),
    }));
}

/**
 * Two prices per variant in its two currencies: the one that held until July 2025, and the one that holds, or held until
 * the product was retired. Samples (every eleventh variant) cost nothing; yen have no cents.
 */
export function prices(faker: Faker, variants: readonly Variant[], products: readonly Product[]) {
  const ends = new Map(products.map(({ id, deleted_at }) => [id, deleted_at]));
  return variants.flatMap(({ id, product_id }, index) =>
    [cycled(currencies, index), cycled(currencies, index + 1)].flatMap((currency) => {
      const now =
        index % 11 === 10 ? 0 : currency === "JPY" ? price(faker, 90_000, 900_000) : price(faker, 400, 18_000);
      const rounded = currency === "JPY" ? now - (now % 100) : now;
      return [
        span(id, currency, "2024-01-01T00:00:00.000Z", "2025-07-01T00:00:00.000Z", Math.floor(rounded / 200) * 100),
        span(id, currency, "2025-07-01T00:00:00.000Z", ends.get(product_id) ?? null, rounded),
      ];
    }),
  );
}

function span(variant_id: number, currency: string, valid_from: string, valid_to: string | null, cents: Cents) {
  return { variant_id, currency, valid_from, valid_to, amount: amount(cents) };
}

/** What a variant cost at a point in time, in cents; undefined where it is not sold in that currency. */
export function costAt(prices: readonly Price[], variant: Variant, currency: string, at: string): Cents | undefined {
  const found = prices.find(
    (one) =>
      one.variant_id === variant.id &&
      one.currency === currency &&
      one.valid_from <= at &&
      (one.valid_to === null || at < one.valid_to),
  );
  return found && centsOf(found.amount);
}
