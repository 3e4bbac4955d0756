import type { Faker } from "@faker-js/faker";
import { cycled, instant } from "../values.ts";

export type Customer = ReturnType<typeof customer>;
export type Address = ReturnType<typeof addresses>[number];

const unusualNames = [
  "Zoë Ångström",
  "Siobhán O'Brien",
  "李小龙",
  "ليلى حداد",
  "Ольга Соколова",
  "Prince",
  "Nuno de Sá e Silva",
  "สมชาย ใจดี",
];
const locales = ["en", "de-AT", "pt", "ja", "ar"] as const;
const countries = ["AT", "PT", "US", "JP", "GB"] as const;

/** Who registered twice, by position: the later account has the earlier one's email in capitals. */
const secondAccounts: ReadonlyMap<number, number> = new Map([
  [9, 0],
  [21, 3],
  [30, 5],
  [31, 5],
]);

/** 48 customers, ids from 1; four of them are second accounts. */
export function customers(faker: Faker) {
  const first = Array.from({ length: 48 }, (_, index) => customer(faker, index));
  return first.map((one, index) => {
    const owner = first[secondAccounts.get(index) ?? -1];
    if (owner === undefined) return one;
    // The two that share one owner differ from each other, too.
    const email =
      index % 2 === 1 ? owner.email.toUpperCase() : `${owner.email.slice(0, 1).toUpperCase()}${owner.email.slice(1)}`;
    return { ...one, name: owner.name, email };
  });
}

function customer(faker: Faker, index: number) {
  const id = index + 1;
  return {
    id,
    email: `${faker.helpers.slugify(faker.internet.username()).toLowerCase()}.${id}@example.com`,
    name: unusualNames[index] ?? faker.person.fullName(),
    locale: cycled(locales, index),
    marketing_consent: index % 3 === 0,
    created_at: instant(faker, "2024-01-09T09:00:00Z", "2024-12-31T17:00:00Z"),
  };
}

/** None to two addresses per customer, ids from 1; the first one is the default. */
export function addresses(faker: Faker, customers: readonly Customer[]) {
  return customers
    .flatMap((owner, index) => (index % 7 === 6 ? [] : index % 4 === 0 ? [owner, owner] : [owner]))
    .map((owner, index, all) => ({
      id: index + 1,
      customer_id: owner.id,
      recipient: owner.name,
      street: index % 9 === 8 ? "Stiege 2/14\nTür 7" : faker.location.streetAddress(),
      postal_code: index % 8 === 7 ? null : faker.location.zipCode("0####"),
      city: faker.location.city(),
      country: cycled(countries, index),
      is_default: all[index - 1] !== owner,
    }));
}
