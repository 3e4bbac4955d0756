import type { Faker } from "@faker-js/faker";
import { cycled, day, hours, instant, months } from "../values.ts";
import type { Project } from "./projects.ts";
import type { User } from "./users.ts";

type EpicBudget = ReturnType<typeof epicBudgets>[number];

const teams = ["BE Devs", "FE Devs", "Design", "UX", "PMs", "Data"] as const;
const epics = ["Discovery", "Checkout & payments", "Search"] as const;
const currencies = ["USD", "EUR", "GBP"] as const;

/** Three epics per project; the last one is a placeholder without a rate. */
export function epicBudgets(faker: Faker, projects: readonly Project[]) {
  return projects.flatMap((project, position) =>
    epics.map((epic, index) => ({
      project_key: project.key,
      epic_key: `${project.key}-${index * 10 + 1}`,
      epic_summary: `${epic} for ${project.name}`,
      estimated_hours: hours(faker, 8, 400),
      hourly_rate: index === 2 ? null : faker.number.float({ min: 60, max: 220, fractionDigits: 4 }).toFixed(4),
      currency: cycled(currencies, position),
      is_placeholder: index === 2,
      notes: index === 1 ? faker.lorem.sentence() : null,
    })),
  );
}

/** Hours per epic, month and team: two months for each epic that is no placeholder. */
export function epicHours(faker: Faker, budgets: readonly EpicBudget[]) {
  return budgets
    .filter((budget) => !budget.is_placeholder)
    .flatMap(({ project_key, epic_key, epic_summary }, position) =>
      months(2).map((month, index) => ({
        project_key,
        epic_key,
        epic_summary,
        month,
        team: cycled(teams, position + index),
        hours: faker.number.float({ min: 0.25, max: 80, fractionDigits: 3 }),
      })),
    );
}

/** Three months per project; nothing is logged yet in the last one. */
export function monthlyForecasts(faker: Faker, projects: readonly Project[]) {
  return projects.flatMap(({ key }) =>
    months(3).map((month, index) => ({
      project_key: key,
      month_year: month,
      forecasted_hours: hours(faker, 5, 200),
      actual_monthly_hours: index === 2 ? "0.00" : hours(faker, 0.5, 220),
      notes: index === 1 ? faker.lorem.sentence() : null,
      locked: index === 0,
    })),
  );
}

/** One to three worklogs per epic, in quarters of an hour, some of them not billable. */
export function worklogs(faker: Faker, budgets: readonly EpicBudget[], users: readonly User[]) {
  const logged = budgets.flatMap((budget) =>
    Array.from({ length: faker.number.int({ min: 1, max: 3 }) }, () => budget),
  );
  return logged.map(({ project_key, epic_key }, index) => {
    const seconds = faker.number.int({ min: 1, max: 32 }) * 900;
    const author = faker.helpers.arrayElement(users);
    const workDate = day(faker, "2025-01-02", "2025-11-14");
    return {
      tempo_worklog_id: 1_204_000 + index * 7,
      project_key,
      issue_key: `${project_key}-${100 + index}`,
      epic_key: index % 9 === 0 ? null : epic_key,
      user_id: author.id,
      author_account_id: author.jira_account_id,
      work_date: workDate,
      time_spent_seconds: seconds,
      billable_seconds: index % 5 === 0 ? 0 : seconds,
      description: index % 6 === 0 ? null : faker.hacker.phrase(),
      synced_at: instant(faker, `${workDate}T18:00:00Z`, "2025-11-15T23:59:59Z"),
    };
  });
}

/** Four weeks per user, from Monday 6 October 2025 on. */
export function timeTrackingCompliance(faker: Faker, users: readonly User[]) {
  const mondays = ["2025-10-06", "2025-10-13", "2025-10-20", "2025-10-27"];
  return users.flatMap(({ id }) =>
    mondays.map((week_start, index) => {
      const logged = index === 3 ? "0.00" : hours(faker, 12, 52);
      return {
        user_id: id,
        week_start,
        expected_hours: id % 6 === 0 ? "20.00" : "40.00",
        logged_hours: logged,
        is_compliant: Number(logged) >= (id % 6 === 0 ? 20 : 40),
        first_log_at: index === 3 ? null : `${week_start}T09:${faker.number.int({ min: 10, max: 59 })}:07.250`,
        note: index === 3 ? "on leave" : null,
      };
    }),
  );
}
