import { pgEnum, pgTable, text, timestamp, uuid, varchar } from "drizzle-orm/pg-core";

export const kind = pgEnum("kind", ["coach", "athlete", "guardian"]);

export const people = pgTable("people", {
  id: uuid("id").primaryKey().defaultRandom(),
  email: varchar("email", { length: 320 }).notNull().unique(),
  name: text("name"),
  kind: kind("kind").notNull().default("athlete"),
  joinedAt: timestamp("joined_at", { withTimezone: true }).notNull().defaultNow(),
});
