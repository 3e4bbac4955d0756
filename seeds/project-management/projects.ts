import type { Faker } from "@faker-js/faker";
import { cycled, day, hours, instant } from "../values.ts";
import type { User } from "./users.ts";

export type Project = ReturnType<typeof project>;

const workTypes = ["growth-support", "project-based", "retainer", "n-a"] as const;
const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"] as const;
const kinds = ["Redesign", "Replatform", "Checkout", "Growth", "Accessibility", "Migration"] as const;
const unusualNames = ["Café Nürnberg — Replatform", "東京オリーブ商店", 'L\'Été & Søn "Shop" 🛒', "Строймаш Growth"];
const unusualDescriptions = [
  "Phase 1:\n\t- audit\n\t- backlog\nPhase 2: to be agreed",
  "Client says 'no deploys on Fridays'; see C:\\clients\\notes",
  "",
  "Livraison prévue fin d’été – 50 % d’acompte reçu ✅",
];

/** 40 projects: one in four each growth support, fixed price and retainer, the rest internal. */
export function projects(faker: Faker, users: readonly User[]) {
  return Array.from({ length: 40 }, (_, index) => project(faker, users, index));
}

function project(faker: Faker, users: readonly User[], index: number) {
  const workType = cycled(workTypes, index);
  const createdAt = instant(faker, "2024-01-08T08:00:00Z", "2025-06-30T18:00:00Z");
  return {
    key: `${faker.string.alpha({ length: 3, casing: "upper" })}${index + 1}`,
    name: unusualNames[index] ?? `${faker.company.name()} ${cycled(kinds, index)}`,
    is_active: index % 9 !== 8,
    created_at: createdAt,
    updated_at: instant(faker, createdAt, "2025-11-15T23:59:59Z"),
    description: description(faker, index),
    // Nobody has taken over every seventh project yet.
    lead: index % 7 === 6 ? null : faker.helpers.arrayElement(users).name,
    weekly_meeting_day: index % 8 === 7 ? null : cycled(weekdays, index),
    project_work_type: workType,
    retainer_hours: workType === "retainer" ? hours(faker, 10, 160) : "0.00",
    send_meeting_emails: index % 3 !== 0,
    show_budget_tab: index % 2 === 0,
    ...schedule(faker, createdAt, index),
    ...budget(faker, index),
  };
}

function description(faker: Faker, index: number): string | null {
  return index % 10 === 9 ? null : (unusualDescriptions[index] ?? faker.company.catchPhrase());
}

/** Every sixth project has no launch date, and every twelfth no dates at all; one launches on the day it starts. */
function schedule(faker: Faker, createdAt: string, index: number) {
  const start = day(faker, createdAt, "2025-09-30");
  const launch = index === 0 ? start : day(faker, start, "2026-12-18");
  return { start_date: index % 12 === 11 ? null : start, launch_date: index % 6 === 5 ? null : launch };
}

/** Hours agreed and hours spent; every tenth project has not begun, and one has used up its budget exactly. */
function budget(faker: Faker, index: number) {
  const total = hours(faker, 40, 2400);
  if (index === 1) return { total_hours: total, cumulative_hours: total };
  return { total_hours: total, cumulative_hours: index % 10 === 4 ? "0.00" : hours(faker, 0.25, Number(total)) };
}

/** Each user watches none to three projects. */
export function watchedProjects(faker: Faker, users: readonly User[], watchable: readonly Project[]) {
  return users.flatMap(({ id }) =>
    faker.helpers
      .arrayElements(watchable, { min: 0, max: 3 })
      .map(({ key }) => ({ user_id: id, project_key: key, notify: id % 2 === 0 })),
  );
}

/** The words by which meetings and messages are matched with a project: its key, its client, its kind of work. */
export function projectKeywords(named: readonly Project[]) {
  return named.flatMap(({ key, name }) =>
    [...new Set([key.toLowerCase(), ...name.toLowerCase().split(" ").slice(0, 3)])].map((keyword, position) => ({
      project_key: key,
      keyword,
      source: position === 0 ? "jira" : "manual",
      weight: 1 / (position + 1),
    })),
  );
}
