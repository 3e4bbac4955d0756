import type { Faker } from "@faker-js/faker";
import { cycled, instant } from "../values.ts";
import { type Member, membersOf, owners } from "./members.ts";
import type { Tenant } from "./tenants.ts";

type Workspace = ReturnType<typeof workspaces>[number];
type Document = ReturnType<typeof documents>[number];

const names = ["General", "Général / Compta", "契約書", "general"] as const;
const tags = ["draft", "legal", "q3", "à relire", "needs, comma"] as const;
type Content = { readonly blocks: readonly object[]; readonly locale?: string; readonly version?: number } | null;
const contents: readonly [Content, ...Content[]] = [
  {
    blocks: [
      { type: "heading", text: "Plan 2026" },
      { type: "todo", done: false, text: "" },
    ],
  },
  null,
  { blocks: [], locale: "pt-BR" },
  { blocks: [{ type: "text", "": 'Line one\nline "two"  🧾' }], version: 2 },
];

/** One workspace per tenant with members, four in the first; numbers start at 1 in each tenant. */
export function workspaces(faker: Faker, tenants: readonly Tenant[], members: readonly Member[]) {
  return owners(members).flatMap(({ tenant_id }) =>
    names.slice(0, tenant_id === tenants[0]?.id ? names.length : 1).map((name, index) => ({
      tenant_id,
      id: index + 1,
      name,
      archived_at: index === 3 ? "2025-09-30T16:00:00Z" : null,
      created_at: instant(faker, "2025-07-01T00:00:00Z", "2025-07-31T00:00:00Z"),
    })),
  );
}

/** Some six documents per member; numbers start at 1 in each tenant. Every fifth stands below its tenant's first one. */
export function documents(faker: Faker, workspaces: readonly Workspace[], members: readonly Member[]) {
  return owners(members).flatMap(({ tenant_id }) => {
    const authors = membersOf(members, tenant_id);
    const places = workspaces.filter((one) => one.tenant_id === tenant_id);
    return Array.from({ length: authors.length * 6 }, (_, index) => {
      const createdAt = instant(faker, "2025-08-01T00:00:00Z", "2025-10-31T00:00:00Z");
      return {
        tenant_id,
        id: index + 1,
        workspace_id: places[index % places.length]?.id ?? 1,
        author_id: faker.helpers.arrayElement(authors).user_id,
        parent_id: index % 5 === 4 ? 1 : null,
        title: index % 13 === 12 ? "" : faker.company.catchPhrase(),
        content: cycled(contents, index),
        tags: faker.helpers.arrayElements(tags, { min: 0, max: 3 }),
        version: (index % 9) + 1,
        is_private: index % 4 === 1,
        created_at: createdAt,
        updated_at: instant(faker, createdAt, "2025-11-15T23:59:59Z"),
      };
    });
  });
}

/** One or two comments on each document; numbers start at 1 in each tenant. */
export function comments(faker: Faker, documents: readonly Document[], members: readonly Member[]) {
  const numbers = new Map<string, number>();
  return documents
    .flatMap((document) => (document.id % 3 === 0 ? [document, document] : [document]))
    .map(({ tenant_id, id, created_at }) => {
      const number = (numbers.get(tenant_id) ?? 0) + 1;
      numbers.set(tenant_id, number);
      return {
        tenant_id,
        id: number,
        document_id: id,
        author_id: faker.helpers.arrayElement(membersOf(members, tenant_id)).user_id,
        body: number % 7 === 6 ? "👍" : faker.lorem.sentence(),
        resolved: number % 3 === 0,
        created_at: instant(faker, created_at, "2025-11-15T23:59:59Z"),
      };
    });
}
