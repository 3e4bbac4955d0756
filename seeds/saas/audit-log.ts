import type { Faker } from "@faker-js/faker";
import { cycled } from "../values.ts";
import type { Member } from "./members.ts";

const actions = ["session.started", "document.updated", "session.started", "member.invited", "key.revoked"] as const;
/** Edges of the months, in which the log is partitioned, with what lies between. */
const moments = [
  "2025-07-31T23:59:59.999999Z",
  "2025-08-01T00:00:00Z",
  "2025-08-19T11:20:31.5Z",
  "2025-09-30T23:59:59.999999Z",
  "2025-10-01T00:00:00Z",
  "2025-10-26T02:30:00+01:00",
  "2025-11-30T23:59:59.999999Z",
  "2026-02-28T12:00:00Z",
] as const;

/** Eight entries per member, numbered through; some were made by the service itself, for nobody. */
export function auditLog(faker: Faker, members: readonly Member[]) {
  return members
    .flatMap((member) => moments.map((moment) => ({ member, moment })))
    .map(({ member, moment }, index) => ({
      tenant_id: member.tenant_id,
      id: 7_000_000_000 + index,
      occurred_at: moment,
      actor_id: index % 11 === 10 ? null : member.user_id,
      action: cycled(actions, index),
      subject: index % 3 === 2 ? null : `document/${faker.number.int({ min: 1, max: 12 })}`,
      detail: index % 4 === 0 ? {} : { ip: faker.internet.ipv6(), changes: [null, index] },
    }));
}
