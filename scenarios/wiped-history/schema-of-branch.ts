import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  serial,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";

const createdAt = timestamp("created_at", { withTimezone: true }).notNull().defaultNow();

export const units = pgTable("units", {
  id: serial("id").primaryKey(),
  name: text("name").notNull(),
  slug: text("slug").notNull(),
  archivedAt: timestamp("archived_at", { withTimezone: true }),
  createdAt,
});

export const projects = pgTable(
  "projects",
  {
    id: serial("id").primaryKey(),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    title: text("title").notNull(),
    owner: text("owner"),
    status: text("status").notNull().default("proposed"),
    dueOn: date("due_on"),
    budget: integer("budget"),
  },
  (table) => [check("projects_status_check", sql`${table.status} IN ('proposed', 'active', 'paused', 'closed')`)],
);

export const notes = pgTable(
  "notes",
  {
    id: serial("id").primaryKey(),
    projectId: integer("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    author: text("author"),
    body: text("body").notNull(),
    pinned: boolean("pinned").notNull().default(false),
    createdAt,
  },
  (table) => [index("notes_project_id_idx").on(table.projectId)],
);

export const tags = pgTable("tags", { id: serial("id").primaryKey(), label: text("label").notNull() }, (table) => [
  uniqueIndex("tags_label_idx").on(table.label),
]);

export const projectTags = pgTable(
  "project_tags",
  {
    projectId: integer("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    tagId: integer("tag_id")
      .notNull()
      .references(() => tags.id),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.tagId] })],
);
