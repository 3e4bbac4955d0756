import { integer, jsonb, numeric, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { people } from "./people.ts";
import { sessions } from "./sessions.ts";

export const activities = pgTable("activities", {
  id: uuid("id").primaryKey().defaultRandom(),
  sessionId: uuid("session_id")
    .notNull()
    .references(() => sessions.id, { onDelete: "cascade" }),
  position: integer("position").notNull(),
  name: text("name").notNull(),
  target: jsonb("target"),
});

export const results = pgTable(
  "results",
  {
    activityId: uuid("activity_id")
      .notNull()
      .references(() => activities.id, { onDelete: "cascade" }),
    athleteId: uuid("athlete_id")
      .notNull()
      .references(() => people.id),
    score: numeric("score", { precision: 8, scale: 2 }),
  },
  (table) => [primaryKey({ columns: [table.activityId, table.athleteId] })],
);
