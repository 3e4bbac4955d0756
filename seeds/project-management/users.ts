import type { Faker } from "@faker-js/faker";
import { cycled, instant } from "../values.ts";

export type User = ReturnType<typeof user>;

/** Names that plain test data lacks: quotes, particles, other scripts, one word only. */
const unusualNames = [
  "Zoë Ångström",
  "Siobhán O'Brien",
  "李小龙",
  "ليلى حداد",
  "Þórunn Jónsdóttir",
  "Prince",
  "Nuno de Sá e Silva",
];
const roles = ["member", "member", "member", "lead", "admin"] as const;
const timezones = ["America/New_York", "Europe/Lisbon", "Asia/Kolkata", "UTC"] as const;

/** 18 users, ids 1 to 18; one has left, one has never signed in. */
export function users(faker: Faker) {
  return Array.from({ length: 18 }, (_, index) => user(faker, index));
}

function user(faker: Faker, index: number) {
  const id = index + 1;
  const name = unusualNames[index] ?? faker.person.fullName();
  const createdAt = instant(faker, "2023-01-09T09:00:00Z", "2025-02-28T17:00:00Z");
  return {
    id,
    email: `${faker.internet.username().toLowerCase()}.${id}@example.com`,
    name,
    display_name: index % 5 === 0 ? null : name,
    google_id: index % 6 === 0 ? null : `${faker.string.numeric(18)}${String(id).padStart(3, "0")}`,
    slack_user_id: `U${faker.string.alphanumeric({ length: 10, casing: "upper" })}`,
    jira_account_id: `${faker.string.numeric(6)}:${faker.string.uuid()}`,
    role: cycled(roles, index),
    timezone: cycled(timezones, index),
    is_active: index !== 11,
    notify_daily_digest: index % 4 !== 3,
    last_login: index === 13 ? null : instant(faker, "2025-10-01T00:00:00Z", "2025-11-15T23:59:59Z"),
    created_at: createdAt,
    updated_at: instant(faker, createdAt, "2025-11-15T23:59:59Z"),
  };
}
