import {
  boolean,
  date,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  serial,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import type pg from "pg";
import { readCatalog } from "../harness/capture/catalog.ts";
import { type SeedOptions, seed } from "../harness/seeding/index.ts";

export const accountRows = 100;

/** A table of a dozen mixed columns and its parent, as SQL and as drizzle-orm knows them. */
export const schema = `
  create type status as enum ('open', 'paid', 'sent', 'returned');
  create table accounts (id serial primary key, name text not null);
  create table orders (
    id serial primary key, account_id int not null references accounts, title text not null, labels text[] not null, email text not null unique,
    amount numeric(12, 2) not null, made_at timestamptz not null, due date, active boolean not null, details jsonb not null,
    status status not null, token uuid not null
  )`;

const status = pgEnum("status", ["open", "paid", "sent", "returned"]);
const accounts = pgTable("accounts", { id: serial().primaryKey(), name: text().notNull() });
const orders = pgTable("orders", {
  id: serial().primaryKey(),
  accountId: integer("account_id")
    .notNull()
    .references(() => accounts.id),
  title: text().notNull(),
  labels: text().array().notNull(),
  email: text().notNull().unique(),
  amount: numeric({ precision: 12, scale: 2 }).notNull(),
  madeAt: timestamp("made_at", { withTimezone: true }).notNull(),
  due: date(),
  active: boolean().notNull(),
  details: jsonb().notNull(),
  status: status().notNull(),
  token: uuid().notNull(),
});
export const tables = { accounts, orders };

/** Seeds `rows` orders and a few accounts. @returns how many orders were placed */
export async function seedOrders(client: pg.Client, rows: number): Promise<number> {
  const options: SeedOptions = {
    seed: 1,
    rows,
    constants: [],
    sets: [],
    tables: { "public.accounts": { rows: accountRows } },
    never: {},
    shapes: {},
    extremes: "all",
  };
  const report = await seed(client, await readCatalog(client), options);
  return report.tables.find(({ table }) => table === "orders")?.placed ?? 0;
}
