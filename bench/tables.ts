import {
  bigint,
  boolean,
  date,
  doublePrecision,
  integer,
  jsonb,
  numeric,
  type PgTable,
  pgEnum,
  pgTable,
  serial,
  text,
  timestamp,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";
import type pg from "pg";
import { readCatalog } from "../harness/capture/catalog.ts";
import { type SeedOptions, seed } from "../harness/seeding/index.ts";

/** Tables as SQL and as drizzle-orm knows them, of which the last is measured and the others are its few parents. */
export interface Sample {
  readonly name: string;
  readonly schema: string;
  readonly tables: Readonly<Record<string, PgTable>>;
}

/** How many rows a parent has. */
export const parentRows = 100;

/** Twelve columns as a business table has them; nothing but the primary key is indexed. Also what the fingerprint is measured on. */
export const entries: Sample = {
  name: "12 mixed columns, primary key",
  schema: `
    create table entries (
      id int primary key, account bigint not null, title text not null, code varchar(40), amount numeric(12, 2) not null,
      made_at timestamptz not null, active bool not null, token uuid not null, due date, score double precision,
      details jsonb not null, labels text[] not null
    )`,
  tables: {
    entries: pgTable("entries", {
      id: integer().primaryKey(),
      account: bigint({ mode: "number" }).notNull(),
      title: text().notNull(),
      code: varchar({ length: 40 }),
      amount: numeric({ precision: 12, scale: 2 }).notNull(),
      madeAt: timestamp("made_at", { withTimezone: true }).notNull(),
      active: boolean().notNull(),
      token: uuid().notNull(),
      due: date(),
      score: doublePrecision(),
      details: jsonb().notNull(),
      labels: text().array().notNull(),
    }),
  },
};

const status = pgEnum("status", ["open", "paid", "sent", "returned"]);
const accounts = pgTable("accounts", { id: serial().primaryKey(), name: text().notNull() });

/** The same with a foreign key and a second unique index, which the server looks up for every row, whoever sends it. */
export const orders: Sample = {
  name: "12 mixed columns, primary key, foreign key, unique text",
  schema: `
    create type status as enum ('open', 'paid', 'sent', 'returned');
    create table accounts (id serial primary key, name text not null);
    create table orders (
      id serial primary key, account_id int not null references accounts, title text not null, labels text[] not null, email text not null unique,
      amount numeric(12, 2) not null, made_at timestamptz not null, due date, active boolean not null, details jsonb not null,
      status status not null, token uuid not null
    )`,
  tables: {
    accounts,
    orders: pgTable("orders", {
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
    }),
  },
};

/** Seeds `rows` rows of the measured table, and its few parents. @returns how many were placed */
export async function seedSample(client: pg.Client, { tables }: Sample, rows: number): Promise<number> {
  const names = Object.keys(tables);
  const parents = names.slice(0, -1);
  const options: SeedOptions = {
    seed: 1,
    rows,
    constants: [],
    sets: [],
    tables: Object.fromEntries(parents.map((name) => [`public.${name}`, { rows: parentRows }])),
    never: {},
    shapes: {},
    wishes: { source: "holdfast.config.ts", key: "seed" },
    extremes: "all",
  };
  const report = await seed(client, await readCatalog(client), options);
  return report.tables.find(({ table }) => table === names.at(-1))?.placed ?? 0;
}
