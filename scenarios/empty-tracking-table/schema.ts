import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";

const id = () => uuid("id").primaryKey().defaultRandom();
const createdAt = () => timestamp("created_at", { withTimezone: true }).notNull().defaultNow();

export const role = pgEnum("role", ["owner", "manager", "tenant"]);
export const priority = pgEnum("priority", ["low", "normal", "high", "emergency"]);
export const channel = pgEnum("channel", ["email", "sms", "push"]);

export const accounts = pgTable("accounts", {
  id: id(),
  name: text("name").notNull(),
  plan: varchar("plan", { length: 20 }).notNull().default("free"),
  createdAt: createdAt(),
});

export const users = pgTable(
  "users",
  {
    id: id(),
    accountId: uuid("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    email: varchar("email", { length: 255 }).notNull(),
    displayName: text("display_name"),
    timezone: text("timezone").notNull().default("UTC"),
    role: role("role").notNull().default("tenant"),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex("users_email_idx").on(sql`lower(${table.email})`)],
);

export const sessions = pgTable(
  "sessions",
  {
    token: text("token").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
  },
  (table) => [index("sessions_user_idx").on(table.userId)],
);

export const properties = pgTable("properties", {
  id: id(),
  accountId: uuid("account_id")
    .notNull()
    .references(() => accounts.id),
  name: text("name").notNull(),
  street: text("street").notNull(),
  city: text("city").notNull(),
  acquiredOn: date("acquired_on"),
});

export const units = pgTable(
  "units",
  {
    id: id(),
    propertyId: uuid("property_id")
      .notNull()
      .references(() => properties.id),
    label: varchar("label", { length: 40 }).notNull(),
    bedrooms: integer("bedrooms"),
    floorPlan: jsonb("floor_plan"),
  },
  (table) => [unique("units_property_label").on(table.propertyId, table.label)],
);

export const tenants = pgTable("tenants", {
  id: id(),
  accountId: uuid("account_id")
    .notNull()
    .references(() => accounts.id),
  name: text("name").notNull(),
  phone: varchar("phone", { length: 32 }),
  email: varchar("email", { length: 255 }),
});

export const leases = pgTable(
  "leases",
  {
    id: id(),
    unitId: uuid("unit_id")
      .notNull()
      .references(() => units.id),
    tenantId: uuid("tenant_id")
      .notNull()
      .references(() => tenants.id),
    startsOn: date("starts_on").notNull(),
    endsOn: date("ends_on"),
    rent: numeric("rent", { precision: 10, scale: 2 }).notNull(),
    deposit: numeric("deposit", { precision: 10, scale: 2 }),
  },
  (table) => [
    index("leases_unit_idx").on(table.unitId, table.startsOn),
    check("leases_in_order", sql`${table.endsOn} IS NULL OR ${table.endsOn} >= ${table.startsOn}`),
  ],
);

export const invoices = pgTable("invoices", {
  id: id(),
  leaseId: uuid("lease_id")
    .notNull()
    .references(() => leases.id),
  number: varchar("number", { length: 20 }).notNull().unique(),
  dueOn: date("due_on").notNull(),
});

export const invoiceLines = pgTable(
  "invoice_lines",
  {
    invoiceId: uuid("invoice_id")
      .notNull()
      .references(() => invoices.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    description: text("description").notNull(),
    amount: numeric("amount", { precision: 12, scale: 2 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.invoiceId, table.position] })],
);

export const payments = pgTable(
  "payments",
  {
    id: id(),
    invoiceId: uuid("invoice_id").references(() => invoices.id, { onDelete: "set null" }),
    amount: numeric("amount", { precision: 12, scale: 2 }).notNull(),
    paidAt: timestamp("paid_at", { withTimezone: true }).notNull(),
    reference: text("reference"),
  },
  (table) => [index("payments_paid_at_idx").on(table.paidAt.desc())],
);

export const vendors = pgTable("vendors", {
  id: id(),
  accountId: uuid("account_id")
    .notNull()
    .references(() => accounts.id),
  name: text("name").notNull(),
  trades: text("trades").array().notNull().default(sql`'{}'`),
});

export const maintenanceRequests = pgTable("maintenance_requests", {
  id: id(),
  unitId: uuid("unit_id")
    .notNull()
    .references(() => units.id),
  reportedBy: uuid("reported_by").references(() => tenants.id),
  summary: text("summary").notNull(),
  priority: priority("priority").notNull().default("normal"),
  createdAt: createdAt(),
  closedAt: timestamp("closed_at", { withTimezone: true }),
});

export const documents = pgTable("documents", {
  id: id(),
  leaseId: uuid("lease_id").references(() => leases.id),
  title: varchar("title", { length: 255 }).notNull(),
  contentType: text("content_type").notNull().default("application/pdf"),
  createdAt: createdAt(),
});

export const messages = pgTable("messages", {
  id: id(),
  senderId: uuid("sender_id")
    .notNull()
    .references(() => users.id),
  replyTo: uuid("reply_to"),
  body: text("body").notNull(),
  createdAt: createdAt(),
});

export const messageReads = pgTable(
  "message_reads",
  {
    messageId: uuid("message_id")
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    readAt: timestamp("read_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.userId] })],
);

export const inspections = pgTable("inspections", {
  id: id(),
  unitId: uuid("unit_id")
    .notNull()
    .references(() => units.id),
  inspectedOn: date("inspected_on").notNull(),
  passed: boolean("passed"),
});

export const inspectionItems = pgTable("inspection_items", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  inspectionId: uuid("inspection_id")
    .notNull()
    .references(() => inspections.id, { onDelete: "cascade" }),
  room: text("room").notNull(),
  remark: text("remark"),
});

export const workOrders = pgTable("work_orders", {
  id: id(),
  requestId: uuid("request_id")
    .notNull()
    .references(() => maintenanceRequests.id),
  vendorId: uuid("vendor_id").references(() => vendors.id),
  estimate: numeric("estimate", { precision: 10, scale: 2 }),
  scheduledFor: date("scheduled_for"),
});

export const workOrderPhotos = pgTable("work_order_photos", {
  id: id(),
  workOrderId: uuid("work_order_id")
    .notNull()
    .references(() => workOrders.id, { onDelete: "cascade" }),
  path: text("path").notNull(),
  caption: text("caption"),
});

export const notifications = pgTable(
  "notifications",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    channel: channel("channel").notNull(),
    body: text("body").notNull(),
    readAt: timestamp("read_at", { withTimezone: true }),
  },
  (table) => [index("notifications_unread_idx").on(table.userId).where(sql`${table.readAt} IS NULL`)],
);

export const notificationPreferences = pgTable(
  "notification_preferences",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    channel: channel("channel").notNull(),
    enabled: boolean("enabled").notNull().default(true),
  },
  (table) => [primaryKey({ columns: [table.userId, table.channel] })],
);

export const apiKeys = pgTable("api_keys", {
  id: id(),
  accountId: uuid("account_id")
    .notNull()
    .references(() => accounts.id, { onDelete: "cascade" }),
  digest: text("digest").notNull().unique(),
  uses: bigint("uses", { mode: "number" }).notNull().default(0),
  revokedAt: timestamp("revoked_at", { withTimezone: true }),
});

export const auditEntries = pgTable(
  "audit_entries",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedByDefaultAsIdentity(),
    actorId: uuid("actor_id").references(() => users.id, { onDelete: "set null" }),
    action: text("action").notNull(),
    detail: jsonb("detail").notNull().default({}),
    createdAt: createdAt(),
  },
  (table) => [index("audit_entries_actor_idx").on(table.actorId, table.createdAt)],
);
