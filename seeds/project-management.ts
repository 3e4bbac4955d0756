import type { SeedSet } from "../harness/model/seed.ts";
import {
  epicBudgets,
  epicHours,
  monthlyForecasts,
  timeTrackingCompliance,
  worklogs,
} from "./project-management/hours.ts";
import { meetingMetadata, processedMeetings } from "./project-management/meetings.ts";
import { projectKeywords, projects, watchedProjects } from "./project-management/projects.ts";
import { todoItems } from "./project-management/todo-items.ts";
import { users } from "./project-management/users.ts";

/**
 * An agency's project management: people, 40 projects, their epics, hours, meetings and todo items.
 *
 * Rows agree within themselves and with each other: a lead is a user, a project is not launched before it starts, never
 * spends more hours than agreed, and what came out of a meeting names one of its own project's. Among them stand projects
 * without a lead, without dates, not yet begun, and names in several scripts. The columns are those of the schema before
 * the loss; columns left out, and reference rows that migrations insert, are not this set's business.
 */
export const projectManagement: SeedSet = {
  name: "project-management",
  rows(faker) {
    const people = users(faker);
    const work = projects(faker, people);
    const meetings = processedMeetings(faker, work, people);
    const budgets = epicBudgets(faker, work);
    return {
      "public.users": people,
      "public.projects": work,
      "public.user_watched_projects": watchedProjects(faker, people, work),
      "public.project_keywords": projectKeywords(work),
      "public.processed_meetings": meetings,
      "public.meeting_metadata": meetingMetadata(faker, work),
      "public.todo_items": todoItems(faker, work, people, meetings),
      "public.epic_budgets": budgets,
      "public.epic_hours": epicHours(faker, budgets),
      "public.project_monthly_forecast": monthlyForecasts(faker, work),
      "public.tempo_worklogs": worklogs(faker, budgets, people),
      "public.time_tracking_compliance": timeTrackingCompliance(faker, people),
    };
  },
};
