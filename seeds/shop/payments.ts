import type { Faker } from "@faker-js/faker";
import { cycled } from "../values.ts";
import { amount, type Cents, centsOf } from "./money.ts";
import { later, type Order } from "./orders.ts";

export type Payment = ReturnType<typeof payment>;

/** An order, as far as its payments need it; the currency may be another one. */
type Paid = Omit<Order, "currency"> & { readonly currency: string };

const methods = ["card", "bank_transfer", "wallet", "gift_card"] as const;
const failures = ["card_declined", "expired_card", "3ds_abandoned"] as const;

/**
 * What was paid for each order: captured payments add up to a paid order's total. Every sixth was paid in two parts, and
 * every fourth order had a payment fail first; what is pending is authorized at most. Order 8 was paid in another currency.
 */
export function payments(faker: Faker, orders: readonly Order[]) {
  return orders.flatMap((order) => {
    const total = centsOf(order.total);
    if (total === 0) return [];
    const failed = order.id % 4 === 1 ? [payment(faker, order, total, "failed")] : [];
    if (order.paid_at === null) {
      return order.status === "pending" ? [...failed, payment(faker, order, total, "authorized")] : failed;
    }
    if (order.id === 8) return [...failed, payment(faker, { ...order, currency: "CHF" }, total + 137, "captured")];
    return [...failed, ...parts(order, total).map((part, index) => captured(faker, order, part, index))];
  });
}

function parts({ id }: Order, total: Cents): readonly Cents[] {
  return id % 6 === 2 && total > 1 ? [Math.floor(total / 2), Math.ceil(total / 2)] : [total];
}

/** Of every tenth order the first payment was given back, of every tenth in part. */
function captured(faker: Faker, order: Order, cents: Cents, index: number) {
  const returned = index > 0 || cents < 100 ? 0 : order.id % 10;
  return payment(faker, order, cents, returned === 3 ? "refunded" : returned === 7 ? "partially_refunded" : "captured");
}

function payment(faker: Faker, order: Paid, cents: Cents, status: string) {
  const captured_at = status === "failed" || status === "authorized" ? null : order.paid_at;
  return {
    id: faker.string.uuid(),
    order_id: order.id,
    method: cycled(methods, order.id),
    status,
    amount: amount(cents),
    currency: order.currency,
    provider_reference: order.id % 4 === 3 ? null : `pay_${faker.string.alphanumeric(24)}`,
    failure_code: status === "failed" ? cycled(failures, order.id) : null,
    created_at: order.placed_at,
    captured_at,
  };
}

/** Ids from 1: a refunded payment in two parts, a partially refunded one a third of it. */
export function refunds(faker: Faker, payments: readonly Payment[]) {
  return payments
    .flatMap((paid) => returned(paid).map((cents) => ({ paid, cents })))
    .map(({ paid, cents }, index) => ({
      id: index + 1,
      payment_id: paid.id,
      amount: amount(cents),
      reason: index % 3 === 0 ? null : faker.lorem.sentence(),
      created_at: later(faker, paid.captured_at ?? paid.created_at, 20),
    }));
}

function returned({ amount: paid, status }: Payment): readonly Cents[] {
  const cents = centsOf(paid);
  if (status === "partially_refunded") return [Math.floor(cents / 3)];
  return status === "refunded" ? [1, cents - 1] : [];
}
