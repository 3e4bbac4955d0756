import { index, pgEnum, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { people } from "./people.ts";
import { programs } from "./programs.ts";

export const sessionStatus = pgEnum("session_status", ["planned", "held", "cancelled"]);

export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    programId: uuid("program_id").references(() => programs.id, { onDelete: "cascade" }),
    ledBy: uuid("led_by").references(() => people.id, { onDelete: "set null" }),
    status: sessionStatus("status").notNull().default("planned"),
    startsAt: timestamp("starts_at", { withTimezone: true }).notNull(),
    notes: text("notes"),
  },
  (table) => [index("sessions_starts_at_idx").on(table.startsAt)],
);
