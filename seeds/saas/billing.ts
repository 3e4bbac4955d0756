import type { Faker } from "@faker-js/faker";
import { cycled, instant } from "../values.ts";
import { type Member, owners } from "./members.ts";
import { sizeOf, type Tenant } from "./tenants.ts";

const metrics = ["api.requests", "storage.bytes"] as const;
const firstDay = Date.UTC(2025, 9, 25);
const days = 10;

/** One subscription per tenant that has members; the suspended one's was cancelled. */
export function subscriptions(tenants: readonly Tenant[]) {
  return tenants.flatMap(({ id, status }, position) => {
    const seats = sizeOf(position);
    if (seats === 0) return [];
    const plan = seats > 10 ? "enterprise" : status === "trial" ? "free" : "team";
    return [
      {
        tenant_id: id,
        plan,
        seats,
        monthly_price: plan === "free" ? "0.00" : (seats * 9.9).toFixed(2),
        currency: cycled(["NOK", "GBP", "JPY", "EUR"] as const, position),
        started_on: "2025-04-01",
        cancelled_on: status === "suspended" ? "2025-10-20" : null,
      },
    ];
  });
}

/** Ten days of two counters per tenant with members; nothing happens at the weekend, and one counter is full. */
export function usageCounters(faker: Faker, members: readonly Member[]) {
  return owners(members).flatMap(({ tenant_id }, position) =>
    Array.from({ length: days }, (_, index) => new Date(firstDay + index * 86_400_000)).flatMap((date, index) =>
      metrics.map((metric) => ({
        tenant_id,
        day: date.toISOString().slice(0, 10),
        metric,
        value: position + index === 0 ? 2_147_483_647 : date.getUTCDay() % 6 === 0 ? 0 : faker.number.int(9_000_000),
      })),
    ),
  );
}

/** Two keys per tenant with members: one in use, one revoked before it was. */
export function apiKeys(faker: Faker, members: readonly Member[]) {
  return owners(members).flatMap(({ tenant_id, user_id }) =>
    ["CI", "Zapier – alt"].map((name, index) => {
      const createdAt = instant(faker, "2025-06-01T00:00:00Z", "2025-09-30T00:00:00Z");
      const used = instant(faker, createdAt, "2025-11-15T00:00:00Z");
      return {
        tenant_id,
        id: faker.string.uuid(),
        name,
        prefix: `hf_${faker.string.alphanumeric(5)}`,
        digest: `\\x${faker.string.hexadecimal({ length: 64, prefix: "", casing: "lower" })}`,
        scopes: index === 0 ? ["documents:read", "documents:write"] : [],
        created_by: user_id,
        created_at: createdAt,
        last_used_at: index === 0 ? used : null,
        revoked_at: index === 1 ? used : null,
      };
    }),
  );
}
