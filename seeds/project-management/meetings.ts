import type { Faker } from "@faker-js/faker";
import { cycled, instant } from "../values.ts";
import type { Project } from "./projects.ts";
import type { User } from "./users.ts";

export type Meeting = ReturnType<typeof processedMeetings>[number];

const purposes = ["Weekly sync", "Sprint review", "Kick-off", "Rétrospective"] as const;
const types = ["weekly_sync", "standup", "kickoff", "retrospective"] as const;

/** Two transcribed meetings per project, ids from 1; every eleventh could not be analysed. */
export function processedMeetings(faker: Faker, projects: readonly Project[], users: readonly User[]) {
  return [...projects, ...projects].map((project, index) => {
    const failed = index % 11 === 10;
    const date = instant(faker, "2025-07-01T13:00:00Z", "2025-11-14T17:00:00Z");
    return {
      id: index + 1,
      fireflies_id: `01K${faker.string.alphanumeric({ length: 20, casing: "upper" })}${index + 1}`,
      title: `${project.name}: ${cycled(purposes, index)}`,
      project_key: project.key,
      organizer_id: faker.helpers.arrayElement(users).id,
      meeting_date: date,
      duration: `${faker.number.int({ min: 5, max: 95 })} minutes`,
      summary: failed ? null : faker.lorem.paragraph(),
      action_items: failed ? null : { items: [faker.hacker.phrase()], confidence: 0.5 },
      participants: faker.helpers.arrayElements(users, { min: 1, max: 6 }).map(({ email }) => email),
      confidence: failed ? null : faker.number.float({ min: 0, max: 1, fractionDigits: 6 }),
      success: !failed,
      error_message: failed ? "transcript is empty" : null,
      processed_at: instant(faker, date, "2025-11-15T23:59:59Z"),
    };
  });
}

/** One recurring meeting per active project. */
export function meetingMetadata(faker: Faker, projects: readonly Project[]) {
  return projects
    .filter((project) => project.is_active)
    .map((project, index) => {
      const title = `${project.name}: ${cycled(purposes, index)}`;
      const last = instant(faker, "2025-10-01T13:00:00Z", "2025-11-14T17:00:00Z");
      return {
        id: faker.string.uuid(),
        meeting_title: title,
        normalized_title: title.toLowerCase(),
        project_key: project.key,
        meeting_type: cycled(types, index),
        recurrence_pattern: index % 4 === 2 ? null : "weekly",
        last_occurrence: last,
        next_expected: instant(faker, last, "2025-12-05T17:00:00Z"),
        occurrence_count: faker.number.int({ min: 1, max: 60 }),
      };
    });
}
