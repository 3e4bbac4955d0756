import type { Faker } from "@faker-js/faker";
import { instant } from "../values.ts";

export type Tenant = ReturnType<typeof tenants>[number];
export type User = ReturnType<typeof users>[number];

const kinds = [
  { slug: "nordlys-logistik", name: "Nordlys Logistik AS", status: "active", members: 16 },
  { slug: "patel-co", name: 'Patel & Co. "Accounts"', status: "active", members: 3 },
  { slug: "kyoto-print", name: "京都印刷", status: "active", members: 3 },
  { slug: "a", name: "A", status: "active", members: 2 },
  { slug: "sahara-tours", name: "رحلات الصحراء", status: "trial", members: 2 },
  { slug: "obrien-law", name: "O'Brien Law\\Partners", status: "active", members: 4 },
  { slug: "fjord-fisk", name: "Fjord Fisk", status: "suspended", members: 2 },
  { slug: "brand-new", name: "Brand new", status: "trial", members: 0 },
] as const;

const unusualNames = ["Zoë Ångström", "Siobhán O'Brien", "李小龙", "ليلى حداد", "Prince", "Þórunn Jónsdóttir"];

/** The address of the user who is a member of three tenants. */
export const emailOfSeveral = "everywhere@example.com";

/** How many members the tenant at a position has. */
export function sizeOf(position: number): number {
  return kinds[position]?.members ?? 0;
}

/** Eight tenants: the large one first, then five small ones, the suspended and the empty one. */
export function tenants(faker: Faker) {
  return kinds.map(({ slug, name, status }) => ({
    id: faker.string.uuid(),
    slug,
    name,
    status,
    created_at: instant(faker, "2025-01-07T08:00:00Z", "2025-03-31T17:00:00Z"),
    suspended_at: status === "suspended" ? "2025-10-20T09:30:00Z" : null,
  }));
}

/** 32 users, ids from 1; the last two belong to no tenant, and every eighth never came back. */
export function users(faker: Faker) {
  return Array.from({ length: 32 }, (_, index) => {
    const createdAt = instant(faker, "2025-01-07T08:00:00Z", "2025-03-31T17:00:00Z");
    return {
      id: index + 1,
      email:
        index === 0 ? emailOfSeveral : `${faker.helpers.slugify(faker.internet.username())}.${index + 1}@example.com`,
      name: unusualNames[index] ?? faker.person.fullName(),
      last_seen_at: index % 8 === 7 ? null : instant(faker, createdAt, "2025-11-15T23:59:59Z"),
      created_at: createdAt,
    };
  });
}
