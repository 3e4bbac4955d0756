import type { SeedSet } from "../harness/model/seed.ts";
import { cartLines, carts } from "./shop/carts.ts";
import { prices, products, variants } from "./shop/catalogue.ts";
import { addresses, customers } from "./shop/customers.ts";
import { coupons, orders } from "./shop/orders.ts";
import { payments, refunds } from "./shop/payments.ts";
import { reviews } from "./shop/reviews.ts";
import { shipments, stockMovements } from "./shop/shipping.ts";

/**
 * A shop in three currencies: 24 products, 48 customers, 320 orders with what was paid, sent and given back.
 *
 * Rows agree: a line costs quantity × unit price − discount, an order its lines, shipping and tax; what was captured adds
 * up to what a paid order costs; placed ≤ paid ≤ shipped ≤ delivered. Among them stand guests, an order without lines,
 * samples at no price, a payment in another currency than its order's, emails that differ in case only, one customer with
 * two thirds of all orders and many with none, and products that are no longer sold but were.
 */
export const shop: SeedSet = {
  name: "shop",
  rows(faker) {
    const sold = products(faker);
    const offered = variants(faker, sold);
    const priced = prices(faker, offered, sold);
    const people = customers(faker);
    const homes = addresses(faker, people);
    const placed = orders(faker, people, homes, { variants: offered, prices: priced });
    const heads = placed.map(({ order }) => order);
    const lines = placed.flatMap((one) => one.lines);
    const sent = shipments(faker, heads);
    const paid = payments(faker, heads);
    const waiting = carts(faker, people);
    return {
      "public.products": sold,
      "public.variants": offered,
      "public.prices": priced,
      "public.customers": people,
      "public.addresses": homes,
      "public.carts": waiting,
      "public.cart_lines": cartLines(faker, waiting, offered),
      "public.coupons": coupons,
      "public.orders": heads,
      "public.order_lines": lines,
      "public.payments": paid,
      "public.refunds": refunds(faker, paid),
      "public.shipments": sent,
      "public.stock_movements": stockMovements(faker, offered, lines, sent),
      "public.reviews": reviews(faker, people, sold),
    };
  },
};
