import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { type Case, lines, verifyCase } from "./cases.fixture.ts";

const orders = "create table o (id serial primary key, status text not null)";
const docs = "create table d (id serial primary key, doc jsonb, tags text[], email text, note text)";
const purge = `${orders};
  create function purge(s text) returns void language sql as 'delete from o where status = s'`;
const merged = "merge into o using (values (7, 'x')) v(id, status) on o.id = v.id";

/** Rows that are lost only where the seed has planted such as the migration asks for. */
const lost: readonly (readonly [title: string, base: string, candidate: string, object: string])[] = [
  ["MERGE over literals", orders, `${merged} when matched then delete`, "o"],
  ["a variable", orders, "do $$ declare s text := 'gone'; begin delete from o where status = s; end $$", "o"],
  ["format", orders, "do $$ begin execute format('delete from %I where status = %L', 'o', 'gone'); end $$", "o"],
  ["an argument", purge, "select purge('gone')", "o"],
  ["a regular expression", orders, "delete from o where status ~ '^test_[0-9]+$'", "o"],
  ["IN (VALUES …)", orders, "delete from o where status in (values ('a'), ('b'))", "o"],
  ["a member of a document", docs, "delete from d where doc->>'status' = 'old'", "d"],
  ["a document within", docs, `delete from d where doc @> '{"legacy": true}'`, "d"],
  ["an element", docs, "delete from d where 'spam' = any(tags)", "d"],
  ["a part of a text", docs, "delete from d where split_part(email, '@', 2) = 'example.org'", "d"],
  ["a length", docs, "delete from d where length(note) > 10000", "d"],
];

const harmless: readonly Case[] = [
  {
    title: "a text that becomes an enum",
    base: orders,
    candidate: ["create type st as enum ('new', 'paid')", "alter table o alter status type st using status::st"],
  },
  {
    title: "a list for a free text",
    base: orders,
    candidate: ["alter table o add constraint listed check (status in ('new', 'paid'))"],
  },
  {
    title: "texts as bytes",
    base: orders,
    candidate: ["alter table o add column digest bytea", "update o set digest = sha256(('x' || status)::bytea)"],
  },
];

let server: Server;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

describe("rows that only such a seed holds", () => {
  test.for(lost)("%s", async ([title, base, candidate, object]) => {
    const { findings } = await verifyCase({ title, base, candidate: [candidate] }, server);
    const errors = findings.filter(({ severity }) => severity === "error");
    expect(lines(errors)).toEqual([`survival/rows-lost public.${object} at 1`]);
  });
});

describe("not in the way: values that the candidate rules out itself", () => {
  test.for(harmless)("$title", async (one) => {
    const { findings } = await verifyCase(one, server);
    expect(lines(findings.filter(({ severity }) => severity === "error"))).toEqual([]);
  });
});
