import type { Faker } from "@faker-js/faker";
import { cycled, instant } from "../values.ts";
import { emailOfSeveral, sizeOf, type Tenant, type User } from "./tenants.ts";

export type Member = ReturnType<typeof membership>;

const roles = ["owner", "admin", "editor", "viewer"] as const;

/** The first member of each tenant owns it. User 1 is the second one of the first three tenants, all others are in one. */
export function memberships(faker: Faker, tenants: readonly Tenant[], users: readonly User[]) {
  const [everywhere, ...others] = users;
  const seats = tenants.flatMap((tenant, position) =>
    Array.from({ length: sizeOf(position) }, (_, index) => ({ tenant, index, shared: position < 3 && index === 1 })),
  );
  const own = seats.filter(({ shared }) => !shared);
  return seats.flatMap((seat) => {
    const user = seat.shared ? everywhere : others[own.indexOf(seat)];
    return user === undefined ? [] : [membership(faker, seat.tenant, user, seat.index)];
  });
}

function membership(faker: Faker, tenant: Tenant, user: User, index: number) {
  return {
    tenant_id: tenant.id,
    user_id: user.id,
    role: cycled(roles, index),
    joined_at: instant(faker, "2025-04-01T00:00:00Z", "2025-06-30T23:59:59Z"),
  };
}

/** The owners' invitations: one accepted, one that ran out, one for somebody who is a member of another tenant. */
export function invitations(faker: Faker, members: readonly Member[]) {
  return owners(members).flatMap(({ tenant_id, user_id }, position) =>
    Array.from({ length: 3 }, (_, index) => {
      const createdAt = instant(faker, "2025-07-01T00:00:00Z", "2025-10-31T00:00:00Z");
      const expiresAt = new Date(Date.parse(createdAt) + 7 * 86_400_000).toISOString();
      return {
        tenant_id,
        id: faker.string.uuid(),
        email: index === 2 ? emailOfSeveral : faker.internet.email(),
        role: cycled(roles, position + index),
        invited_by: user_id,
        created_at: createdAt,
        expires_at: expiresAt,
        accepted_at: index === 0 ? instant(faker, createdAt, expiresAt) : null,
      };
    }),
  );
}

/** The owner of each tenant that has members: its first one. */
export function owners(members: readonly Member[]): readonly Member[] {
  return members.filter(({ tenant_id }, index) => members[index - 1]?.tenant_id !== tenant_id);
}

export function membersOf(members: readonly Member[], tenant: string): readonly Member[] {
  return members.filter(({ tenant_id }) => tenant_id === tenant);
}
