import type { Faker } from "@faker-js/faker";
import { cycled, instant } from "../values.ts";
import { costAt, type Price, type Variant } from "./catalogue.ts";
import type { Address, Customer } from "./customers.ts";
import { amount, type Cents, centsOf } from "./money.ts";

export type Placed = ReturnType<typeof place>;
export type Order = Placed["order"];
export type OrderLine = Placed["lines"][number];

interface Stock {
  readonly variants: readonly Variant[];
  readonly prices: readonly Price[];
}

interface Offer {
  readonly variant: Variant;
  readonly cost: Cents;
}

const statuses = ["delivered", "shipped", "paid", "delivered", "pending", "cancelled"] as const;
const currencies = ["EUR", "USD", "EUR", "JPY"] as const;
const notes = ["Bitte beim Nachbarn abgeben", 'Gift: write "Happy 60th!"', "", "お急ぎください", null, null] as const;

export const coupons = [
  { code: "WELCOME10", percent_off: "10.00", amount_off: null, starts_at: "2024-01-01", ends_at: null, max_uses: null },
  {
    code: "Sommer-33",
    percent_off: "33.33",
    amount_off: null,
    starts_at: "2025-06-01",
    ends_at: "2025-09-01",
    max_uses: 500,
  },
  { code: "FIVE", percent_off: null, amount_off: "5.00", starts_at: "2025-01-01", ends_at: "2025-12-31", max_uses: 1 },
  { code: "ÉTÉ", percent_off: null, amount_off: "0.01", starts_at: "2025-07-14", ends_at: null, max_uses: 0 },
];

/** 320 orders, ids from 1: two thirds of them one wholesaler's, 27 by guests, the rest by the first 32 customers. */
export function orders(
  faker: Faker,
  customers: readonly Customer[],
  addresses: readonly Address[],
  stock: Stock,
): readonly Placed[] {
  return Array.from({ length: 320 }, (_, index) => {
    const buyer = index % 12 === 9 ? undefined : customers[index % 3 === 0 ? (index / 3) % 32 : 1];
    const home = addresses.find(({ customer_id }) => customer_id === buyer?.id);
    return place(faker, index, buyer, home, stock);
  });
}

function place(faker: Faker, index: number, buyer: Customer | undefined, home: Address | undefined, stock: Stock) {
  const id = index + 1;
  const currency = cycled(currencies, index);
  const placedAt = instant(faker, "2025-01-02T06:00:00Z", "2025-10-31T22:00:00Z");
  const coupon = index % 8 === 3 ? "WELCOME10" : null;
  const lines = linesOf(faker, id, coupon === null ? 0 : 10, currency, onSale(stock, currency, placedAt));
  const sum = lines.reduce((all, line) => all + centsOf(line.total), 0);
  const [shipping, tax] = extras(sum, index, currency);
  const status = cycled(statuses, index);
  return {
    order: {
      id,
      number: `W-2025-${String(id).padStart(5, "0")}`,
      customer_id: buyer?.id ?? null,
      guest_email: buyer === undefined ? faker.internet.email() : null,
      status,
      currency,
      shipping: amount(shipping),
      tax: amount(tax),
      total: amount(sum + shipping + tax),
      coupon_code: coupon,
      shipping_address_id: home?.id ?? null,
      note: cycled(notes, index),
      placed_at: placedAt,
      paid_at: status === "pending" || status === "cancelled" ? null : later(faker, placedAt, 3),
    },
    lines,
  };
}

/** What the shop sells in a currency at a point in time. */
function onSale({ variants, prices }: Stock, currency: string, at: string): readonly Offer[] {
  return variants.flatMap((variant) => {
    const cost = costAt(prices, variant, currency, at);
    return cost === undefined ? [] : [{ variant, cost }];
  });
}

/** One to three lines, each of another variant; order 42 has none. Every twentieth order is for a gross of each. */
function linesOf(faker: Faker, order_id: number, percentOff: number, currency: string, offers: readonly Offer[]) {
  const count = order_id === 42 ? 0 : (order_id % 3) + 1;
  return faker.helpers.arrayElements(offers, count).map(({ variant, cost }, index) => {
    const quantity = order_id % 20 === 2 ? 144 : faker.number.int({ min: 1, max: 4 });
    const discount = rounded((cost * quantity * percentOff) / 100, currency);
    return {
      order_id,
      position: index + 1,
      variant_id: variant.id,
      description: `${quantity} × ${variant.sku}`,
      quantity,
      unit_price: amount(cost),
      discount: amount(discount),
      total: amount(cost * quantity - discount),
    };
  });
}

/** Shipping is free from 100 on; every fifth order goes abroad without tax. */
function extras(sum: Cents, index: number, currency: string): readonly [shipping: Cents, tax: Cents] {
  const shipping = sum >= 10_000 ? 0 : 495;
  return [rounded(shipping, currency), index % 5 === 4 ? 0 : rounded((sum + shipping) * 0.2, currency)];
}

/** Whole cents; of yen, whole yen. */
function rounded(cents: number, currency: string): Cents {
  return currency === "JPY" ? Math.round(cents / 100) * 100 : Math.round(cents);
}

/** A point in time at most so many days after another one. */
export function later(faker: Faker, than: string, days: number): string {
  return instant(faker, than, new Date(Date.parse(than) + days * 86_400_000).toISOString());
}
