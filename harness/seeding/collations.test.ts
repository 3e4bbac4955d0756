import { afterAll, beforeAll, expect, test } from "vitest";
import type { Server } from "../model/database.ts";
import { gaps, startWorld, withSeeded } from "./world.fixture.ts";

let server: Server;
beforeAll(async () => {
  server = await startWorld();
});
afterAll(() => server?.stop());

/** By name: what texts are equal by. */
const collations = {
  cased: "und-u-ks-level2",
  accented: "und-u-ks-level1",
  pointed: "und-u-ka-shifted-ks-level1-kn",
  plain: "und",
};
const made = Object.entries(collations)
  .map(([name, locale]) => `create collation ${name} (provider = icu, locale = '${locale}', deterministic = false);`)
  .join("\n");

test.for(Object.keys(collations))("texts that are equal by %s are filled, covered, and unique by it", (name) =>
  withSeeded(
    server,
    `${made} create domain mail as text collate ${name};
     create sequence numbers; create sequence others;
     create table users (id int primary key, name text collate ${name}, nick varchar(30) collate ${name} unique,
       code char(6) collate ${name}, numbered text collate ${name} default 'INV-' || nextval('numbers'),
       state text collate ${name} check (state in ('new', 'done')), tags text[] collate ${name});
     create table mails (mail mail primary key, note text not null, other text collate ${name}, unique (note, other));
     create table cited (id int primary key, nick varchar(30) collate ${name} references users (nick), mail mail references mails);
     create table indexed (id int primary key, v text not null); create unique index on indexed (v collate ${name});
     create table brief (id int primary key, a char(2) collate ${name} not null unique, b varchar(3) collate ${name} not null unique, d text[] collate ${name} not null unique);
     create table folded (id int primary key, v text collate ${name} not null); create unique index on folded (lower(v))`,
    {},
    async ({ covered, report, ask }) => {
      // Where blanks are nothing, one of '' and '   ' fits into a key.
      const unsaid = name === "pointed" ? /: no empty string$/ : /^$/;
      expect(gaps(covered).filter((gap) => !unsaid.test(gap))).toEqual([]);
      expect(report.tables.map(({ table, placed, stoppedBy }) => [table, placed >= 60, stoppedBy])).toEqual(
        report.tables.map(({ table }) => [table, true, null]),
      );
      const refused = covered
        .filter(({ table, column }) => table !== "cited" && column !== "state")
        .flatMap(({ table, column, witnesses }) => witnesses.refused.map((text) => `${table}.${column} ${text}`));
      // One of two that look alike, whichever comes second.
      expect(refused.filter((text) => !/ Café côté$|\s$/.test(text.normalize("NFC")))).toEqual([]);
      expect(await ask("select count(distinct nick) = count(nick) and count(nick) > 40 from users")).toEqual([["t"]]);
    },
  ),
);

test.for([
  { by: "its collation", collation: "cased", key: "v" },
  { by: "its expression", collation: "plain", key: "lower(v)" },
])("texts that a key takes for one by $by are not tried on the server", ({ collation, key }) =>
  withSeeded(
    server,
    `${made} create table brief (id int primary key, v text collate ${collation} not null check (char_length(v) = 1));
     create unique index on brief (${key})`,
    { rows: 200 },
    async ({ report }) => {
      expect(report.tables).toMatchObject([{ stoppedBy: { message: expect.stringContaining("has no more values") } }]);
    },
  ),
);
