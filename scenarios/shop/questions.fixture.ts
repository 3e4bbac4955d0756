import type { Questions } from "../own-rows.fixture.ts";

/** The keys of the shop's tables. */
export const keys = {
  products: ["id"],
  variants: ["id"],
  prices: ["variant_id", "currency", "valid_from"],
  customers: ["id"],
  addresses: ["id"],
  carts: ["id"],
  cart_lines: ["cart_id", "variant_id"],
  coupons: ["code"],
  orders: ["id"],
  order_lines: ["order_id", "position"],
  payments: ["id"],
  refunds: ["id"],
  shipments: ["id"],
  stock_movements: ["id"],
  reviews: ["id"],
} as const;

/** What no row of a shop may do, with the query that finds those that do. */
export const broken: Questions = {
  "a line costs quantity × unit price − discount":
    "SELECT * FROM order_lines WHERE total <> quantity * unit_price - discount OR total < 0",
  "an order costs its lines, shipping and tax": `
    SELECT id FROM orders LEFT JOIN order_lines ON order_id = id
     GROUP BY id, orders.total, shipping, tax
    HAVING orders.total <> coalesce(sum(order_lines.total), 0) + shipping + tax`,
  "what was captured adds up to a paid order's total": `
    SELECT orders.id FROM orders JOIN payments ON order_id = orders.id
     WHERE captured_at IS NOT NULL AND orders.currency = payments.currency
     GROUP BY orders.id, total HAVING sum(amount) <> total`,
  "every paid order that costs anything was paid for": `
    SELECT id FROM orders
     WHERE total > 0 AND paid_at IS NOT NULL
       AND NOT EXISTS (SELECT FROM payments WHERE order_id = orders.id AND captured_at IS NOT NULL)`,
  "a refunded payment came back whole, a partially refunded one in part, no other at all": `
    SELECT payments.id FROM payments LEFT JOIN refunds ON payment_id = payments.id
     GROUP BY payments.id, status, payments.amount
    HAVING status IS DISTINCT FROM CASE
             WHEN sum(refunds.amount) = payments.amount THEN 'refunded'
             WHEN sum(refunds.amount) < payments.amount THEN 'partially_refunded'
             WHEN count(refunds) = 0 AND status NOT IN ('refunded', 'partially_refunded') THEN status
           END`,
  "placed, paid, sent, delivered: in this order": `
    SELECT orders.id FROM orders LEFT JOIN shipments ON order_id = orders.id
     WHERE paid_at < placed_at OR shipped_at < paid_at OR delivered_at < shipped_at
        OR (shipped_at IS NOT NULL AND paid_at IS NULL)`,
  "an order is its customer's, or a guest's": "SELECT id FROM orders WHERE num_nonnulls(customer_id, guest_email) <> 1",
  "an order goes to an address of its customer": `
    SELECT orders.id FROM orders JOIN addresses ON addresses.id = shipping_address_id
     WHERE addresses.customer_id IS DISTINCT FROM orders.customer_id`,
  "nothing is sold once it is retired": `
    SELECT order_id FROM order_lines JOIN orders ON orders.id = order_id JOIN variants ON variants.id = variant_id
      JOIN products ON products.id = product_id WHERE placed_at >= deleted_at`,
  "what was sent left the stock": `
    SELECT order_id, variant_id FROM order_lines WHERE order_id IN (SELECT order_id FROM shipments)
    EXCEPT SELECT order_id, variant_id FROM stock_movements WHERE reason = 'sale'`,
  "no stock is negative": "SELECT variant_id FROM stock_movements GROUP BY variant_id HAVING sum(quantity) < 0",
};

/** What is awkward about a shop, with the query that finds it. */
export const awkward: Questions = {
  "a guest's order": "SELECT FROM orders WHERE customer_id IS NULL",
  "an order without lines": "SELECT FROM orders WHERE id NOT IN (SELECT order_id FROM order_lines)",
  "a line at no price": "SELECT FROM order_lines WHERE unit_price = 0",
  "an order in several payments":
    "SELECT FROM payments WHERE captured_at IS NOT NULL GROUP BY order_id HAVING count(*) > 1",
  "a payment in another currency":
    "SELECT FROM payments JOIN orders ON orders.id = order_id WHERE payments.currency <> orders.currency",
  "every status of a payment": "SELECT FROM payments HAVING count(DISTINCT status) = 5",
  "emails that differ in case only":
    "SELECT FROM customers GROUP BY lower(email) HAVING count(DISTINCT email) > 2 AND count(DISTINCT name) = 1",
  "a customer with hundreds of orders": "SELECT FROM orders GROUP BY customer_id HAVING count(*) > 200",
  "a customer with none":
    "SELECT FROM customers WHERE id NOT IN (SELECT customer_id FROM orders WHERE customer_id > 0)",
  "an order of what is no longer sold": `
    SELECT FROM order_lines JOIN variants ON variants.id = variant_id JOIN products ON products.id = product_id
     WHERE deleted_at IS NOT NULL`,
  "a name in another script": "SELECT FROM customers WHERE name !~ '[A-Za-z]'",
};
