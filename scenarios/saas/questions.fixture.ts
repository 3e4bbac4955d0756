import type { Questions } from "../own-rows.fixture.ts";

/** The keys of the service's tables. */
export const keys = {
  tenants: ["id"],
  users: ["id"],
  memberships: ["tenant_id", "user_id"],
  invitations: ["tenant_id", "id"],
  workspaces: ["tenant_id", "id"],
  documents: ["tenant_id", "id"],
  comments: ["tenant_id", "id"],
  subscriptions: ["tenant_id"],
  usage_counters: ["tenant_id", "day", "metric"],
  api_keys: ["tenant_id", "id"],
  audit_log: ["tenant_id", "id", "occurred_at"],
} as const;

/** Columns that name a member of the row's own tenant. */
const naming = {
  invitations: "invited_by",
  documents: "author_id",
  comments: "author_id",
  api_keys: "created_by",
  audit_log: "actor_id",
} as const;

const strangers = Object.entries(naming).map(
  ([table, column]) =>
    [
      `${table}.${column} is a member of the row's tenant`,
      `SELECT tenant_id, ${column} FROM ${table} WHERE ${column} IS NOT NULL
       EXCEPT SELECT tenant_id, user_id FROM memberships`,
    ] as const,
);

/** What no row of a multi-tenant service may do, with the query that finds those that do. */
export const broken: Questions = {
  ...Object.fromEntries(strangers),
  "a document is in a workspace of its tenant":
    "SELECT tenant_id, workspace_id FROM documents EXCEPT SELECT tenant_id, id FROM workspaces",
  "a document stands below one of its tenant":
    "SELECT tenant_id, parent_id FROM documents WHERE parent_id IS NOT NULL EXCEPT SELECT tenant_id, id FROM documents",
  "a comment is on a document of its tenant":
    "SELECT tenant_id, document_id FROM comments EXCEPT SELECT tenant_id, id FROM documents",
  "nobody wrote before joining": `
    SELECT documents.id FROM documents JOIN memberships USING (tenant_id)
     WHERE user_id = author_id AND documents.created_at < joined_at`,
  "a comment is younger than its document": `
    SELECT comments.id FROM comments JOIN documents USING (tenant_id)
     WHERE documents.id = document_id AND comments.created_at < documents.created_at`,
  "a subscription has a seat for each member": `
    SELECT tenant_id FROM subscriptions JOIN memberships USING (tenant_id) GROUP BY tenant_id, seats HAVING seats <> count(*)`,
  "an invitation is accepted while it is open":
    "SELECT id FROM invitations WHERE accepted_at NOT BETWEEN created_at AND expires_at",
};

/** What is awkward about a multi-tenant service, with the query that finds it. */
export const awkward: Questions = {
  "a tenant as large as all others together": `
    SELECT FROM memberships JOIN tenants ON id = tenant_id GROUP BY slug
    HAVING slug = 'nordlys-logistik' AND count(*) * 2 >= (SELECT count(*) FROM memberships)`,
  "a suspended tenant": "SELECT FROM tenants WHERE status = 'suspended' AND id IN (SELECT tenant_id FROM documents)",
  "an empty tenant": "SELECT FROM tenants WHERE id NOT IN (SELECT tenant_id FROM memberships)",
  "a user in three tenants": "SELECT FROM memberships GROUP BY user_id HAVING count(*) = 3",
  "a user in none": "SELECT FROM users WHERE id NOT IN (SELECT user_id FROM memberships)",
  "a document's number in another tenant": "SELECT FROM documents GROUP BY id HAVING count(DISTINCT tenant_id) > 5",
  "an entry at the edge of a month": "SELECT FROM audit_log WHERE occurred_at = '2025-09-30T23:59:59.999999Z'",
  "an entry that nobody made": "SELECT FROM audit_log WHERE actor_id IS NULL",
  "a full counter": "SELECT FROM usage_counters WHERE value = 2147483647",
};
