import { date, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { people } from "./people.ts";

export const programs = pgTable("programs", {
  id: uuid("id").primaryKey().defaultRandom(),
  coachId: uuid("coach_id")
    .notNull()
    .references(() => people.id),
  title: text("title").notNull(),
  weeks: integer("weeks").notNull().default(6),
  startsOn: date("starts_on"),
  archivedOn: date("archived_on"),
});
