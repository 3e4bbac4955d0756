// Of the release before 0003_ratings.
import { bigint, numeric, pgEnum, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const id = () => bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity();
export const priority = pgEnum("priority", ["low", "normal", "high"]);
export const agents = pgTable("agents", { id: id(), email: text().notNull().unique(), name: text().notNull() });
export const customers = pgTable("customers", { id: id(), company: text().notNull(), email: text().notNull() });
export const tickets = pgTable("tickets", {
  id: id(),
  customerId: bigint("customer_id", { mode: "number" })
    .notNull()
    .references(() => customers.id),
  agentId: bigint("agent_id", { mode: "number" }).references(() => agents.id),
  subject: text().notNull(),
  priority: priority().notNull().default("normal"),
  openedAt: timestamp("opened_at", { withTimezone: true }).notNull().defaultNow(),
  closedAt: timestamp("closed_at", { withTimezone: true }),
});
export const messages = pgTable("messages", {
  id: id(),
  ticketId: bigint("ticket_id", { mode: "number" })
    .notNull()
    .references(() => tickets.id, { onDelete: "cascade" }),
  body: text().notNull(),
  sentAt: timestamp("sent_at", { withTimezone: true }).notNull().defaultNow(),
});
export const worklogs = pgTable("worklogs", {
  id: id(),
  ticketId: bigint("ticket_id", { mode: "number" })
    .notNull()
    .references(() => tickets.id, { onDelete: "cascade" }),
  agentId: bigint("agent_id", { mode: "number" })
    .notNull()
    .references(() => agents.id),
  spent: numeric().notNull(),
});
