import type { Faker } from "@faker-js/faker";
import { cycled, day, instant } from "../values.ts";
import type { Meeting } from "./meetings.ts";
import type { Project } from "./projects.ts";
import type { User } from "./users.ts";

const sources = ["meeting_analysis", "slack", "manual", "jira", null] as const;
const statuses = ["open", "in_progress", "done"] as const;
const priorities = ["medium", "high", "low"] as const;
const labels = ["client", "backend", "ux", "à valider", "follow-up"] as const;
/** Items per project; every fourth is part of the first one. */
const perProject = 5;

/** Five todo items per project, ids from 1: each source is given once per project, and one item has none. */
export function todoItems(
  faker: Faker,
  projects: readonly Project[],
  users: readonly User[],
  meetings: readonly Meeting[],
) {
  return projects.flatMap((project, position) => {
    const first = position * perProject + 1;
    const meeting = meetings.find(({ project_key }) => project_key === project.key)?.id ?? null;
    return Array.from({ length: perProject }, (_, index) => ({
      ...todoItem(faker, faker.helpers.arrayElement(users), first + index),
      project_key: project.key,
      parent_id: index === 3 ? first : null,
      source: cycled(sources, index),
      source_meeting_id: index === 0 ? meeting : null,
    }));
  });
}

function todoItem(faker: Faker, owner: User, id: number) {
  const status = cycled(statuses, id);
  const createdAt = instant(faker, "2025-07-01T08:00:00Z", "2025-10-31T18:00:00Z");
  const updatedAt = instant(faker, createdAt, "2025-11-15T23:59:59Z");
  return {
    id,
    title: faker.hacker.phrase(),
    description: id % 4 === 0 ? null : faker.lorem.sentence(),
    user_id: owner.is_active ? owner.id : null,
    assignee: owner.name,
    status,
    priority: cycled(priorities, Math.floor(id / statuses.length)),
    due_date: id % 7 === 0 ? null : day(faker, createdAt, "2026-03-31"),
    tags: faker.helpers.arrayElements(labels, { min: 0, max: 3 }),
    created_at: createdAt,
    updated_at: updatedAt,
    completed_at: status === "done" ? updatedAt : null,
  };
}
