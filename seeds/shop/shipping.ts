import type { Faker } from "@faker-js/faker";
import { cycled } from "../values.ts";
import type { Variant } from "./catalogue.ts";
import { later, type Order, type OrderLine } from "./orders.ts";

type Shipment = ReturnType<typeof shipment>;

const carriers = ["DHL", "Österreichische Post", "佐川急便", "UPS"] as const;

/** What was sent of each order, ids from 1: every seventh in two parcels. */
export function shipments(faker: Faker, orders: readonly Order[]) {
  return orders
    .filter(({ status }) => status === "shipped" || status === "delivered")
    .flatMap((order) => (order.id % 7 === 0 ? [order, order] : [order]))
    .map((order, index) => shipment(faker, order, index));
}

function shipment(faker: Faker, order: Order, index: number) {
  const shipped_at = later(faker, order.paid_at ?? order.placed_at, 4);
  return {
    id: index + 1,
    order_id: order.id,
    carrier: cycled(carriers, index),
    tracking_number: index % 5 === 4 ? null : `00${faker.string.numeric(18)}`,
    shipped_at,
    delivered_at: order.status === "delivered" ? later(faker, shipped_at, 9) : null,
  };
}

/** One receipt per variant, a sale for each line that was sent, and now and then a return or a correction; ids from 1. */
export function stockMovements(
  faker: Faker,
  variants: readonly Variant[],
  lines: readonly OrderLine[],
  shipments: readonly Shipment[],
) {
  const received = variants.map(({ id }) => movement(id, null, "receipt", 20_000, "2024-01-08T06:00:00Z"));
  const first = shipments.filter((one, index) => shipments[index - 1]?.order_id !== one.order_id);
  const sold = first.flatMap(({ order_id, shipped_at }) =>
    lines
      .filter((line) => line.order_id === order_id)
      .flatMap(({ variant_id, quantity }) => {
        const sale = movement(variant_id, order_id, "sale", -quantity, shipped_at);
        const back = movement(variant_id, order_id, "return", 1, later(faker, shipped_at, 20));
        return order_id % 20 === 12 ? [sale, back] : [sale];
      }),
  );
  const corrected = movement(1, null, "correction", -3, "2025-06-30T20:00:00.000001Z");
  return [...received, ...sold, corrected].map((one, index) => ({ id: index + 1, ...one }));
}

function movement(variant_id: number, order_id: number | null, reason: string, quantity: number, moved_at: string) {
  return { variant_id, order_id, reason, quantity, moved_at };
}
