import type { SeedSet } from "../harness/model/seed.ts";
import { auditLog } from "./saas/audit-log.ts";
import { apiKeys, subscriptions, usageCounters } from "./saas/billing.ts";
import { comments, documents, workspaces } from "./saas/documents.ts";
import { invitations, memberships } from "./saas/members.ts";
import { tenants, users } from "./saas/tenants.ts";

/**
 * A service with eight tenants: one large, five small, one suspended, one that is still empty.
 *
 * No row crosses tenants: authors, actors and creators are members of the tenant whose row names them, comments and parents
 * belong to documents of the same one. The numbers of workspaces, documents and comments start at 1 in every tenant, so that
 * whatever forgets the tenant in a join finds other tenants' rows. One user is a member of three tenants.
 */
export const saas: SeedSet = {
  name: "saas",
  rows(faker) {
    const all = tenants(faker);
    const people = users(faker);
    const members = memberships(faker, all, people);
    const places = workspaces(faker, all, members);
    const written = documents(faker, places, members);
    return {
      "public.tenants": all,
      "public.users": people,
      "public.memberships": members,
      "public.invitations": invitations(faker, members),
      "public.workspaces": places,
      "public.documents": written,
      "public.comments": comments(faker, written, members),
      "public.subscriptions": subscriptions(all),
      "public.usage_counters": usageCounters(faker, members),
      "public.api_keys": apiKeys(faker, members),
      "public.audit_log": auditLog(faker, members),
    };
  },
};
