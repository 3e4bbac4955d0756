import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";

const moment = (name: string) => timestamp(name, { withTimezone: true });

export const teams = pgTable("teams", {
  id: serial("id").primaryKey(),
  name: text("name").notNull(),
  slug: text("slug").unique(),
  createdAt: moment("created_at").notNull().defaultNow(),
});

const teamId = integer("team_id")
  .notNull()
  .references(() => teams.id, { onDelete: "cascade" });

export const members = pgTable(
  "members",
  {
    id: serial("id").primaryKey(),
    teamId,
    email: text("email").notNull(),
    name: text("name"),
    joinedOn: date("joined_on"),
    preferences: jsonb("preferences").notNull().default({}),
    deactivatedAt: moment("deactivated_at"),
  },
  (table) => [
    uniqueIndex("members_email_idx").on(table.email),
    index("members_active_idx").on(table.teamId).where(sql`${table.deactivatedAt} IS NULL`),
  ],
);

export const modules = pgTable(
  "modules",
  {
    id: serial("id").primaryKey(),
    teamId,
    title: text("title").notNull(),
    state: text("state").notNull().default("draft"),
    position: integer("position").notNull().default(0),
  },
  (table) => [
    check("modules_state_check", sql`${table.state} IN ('draft', 'active', 'done')`),
    index("modules_position_idx").on(table.teamId, table.position),
  ],
);

export const checkinTopics = pgTable("checkin_topics", {
  id: serial("id").primaryKey(),
  label: text("label").notNull(),
});

export const checkins = pgTable(
  "checkins",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    memberId: integer("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    mood: smallint("mood").notNull(),
    comment: text("comment"),
    takenAt: moment("taken_at").notNull().defaultNow(),
    topicId: integer("topic_id").references(() => checkinTopics.id),
  },
  (table) => [index("checkins_member_id_idx").on(table.memberId, table.takenAt)],
);

export const actions = pgTable(
  "actions",
  {
    id: serial("id").primaryKey(),
    moduleId: integer("module_id")
      .notNull()
      .references(() => modules.id, { onDelete: "cascade" }),
    ownerId: integer("owner_id").references(() => members.id, { onDelete: "set null" }),
    title: text("title").notNull(),
    done: boolean("done").notNull().default(false),
    dueOn: date("due_on"),
    priority: smallint("priority").notNull().default(2),
  },
  (table) => [check("actions_priority_check", sql`${table.priority} >= 1 AND ${table.priority} <= 3`)],
);

export const actionComments = pgTable(
  "action_comments",
  {
    id: serial("id").primaryKey(),
    actionId: integer("action_id")
      .notNull()
      .references(() => actions.id, { onDelete: "cascade" }),
    authorId: integer("author_id").references(() => members.id, { onDelete: "set null" }),
    body: text("body").notNull(),
    writtenAt: moment("written_at").notNull().defaultNow(),
  },
  (table) => [index("action_comments_action_id_idx").on(table.actionId)],
);

export const moduleProgress = pgTable(
  "module_progress",
  {
    memberId: integer("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    moduleId: integer("module_id")
      .notNull()
      .references(() => modules.id, { onDelete: "cascade" }),
    percent: smallint("percent").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.memberId, table.moduleId] }),
    check("module_progress_percent_check", sql`${table.percent} >= 0 AND ${table.percent} <= 100`),
  ],
);

export const featureFlags = pgTable("feature_flags", {
  name: text("name").primaryKey(),
  enabled: boolean("enabled").notNull().default(false),
  note: text("note"),
});

export const flowMetrics = pgTable(
  "flow_metrics",
  {
    id: serial("id").primaryKey(),
    teamId,
    measuredOn: date("measured_on").notNull(),
    metrics: jsonb("metrics").notNull().default({}),
  },
  (table) => [uniqueIndex("flow_metrics_team_day_idx").on(table.teamId, table.measuredOn)],
);

export const schemaMigrations = pgTable("schema_migrations", {
  version: text("version").primaryKey(),
  name: text("name").notNull(),
  executedAt: moment("executed_at").notNull().defaultNow(),
});
