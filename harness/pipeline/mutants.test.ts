import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import { some } from "../runs.fixture.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { type Bred, breed, type Judged } from "./mutants.fixture.ts";

/** A history whose last migration moves what is there about, and loses none of it. */
const history = sound({
  "0000_base": `create table places (id integer primary key, name text not null, country text, note text);
    create table visits (id bigint primary key, place_id integer references places, at timestamptz not null,
      price numeric(12, 4), comment varchar(40), rating smallint)`,
  "0001_rebuild": [
    "create table stays (id bigint primary key, place_id integer references places, at timestamptz not null, price numeric(12, 4), comment varchar(40), rating smallint)",
    "insert into stays (id, place_id, at, price, comment, rating) select v.id, v.place_id, v.at, v.price, v.comment, v.rating from visits v left join places p on p.id = v.place_id",
    "drop table visits",
    "alter table stays rename to visits",
    "alter table visits alter column comment type varchar(80)",
    "alter table visits alter column rating type integer",
    "alter table places add column code text",
    "update places set code = country where country is not null",
    "alter table places rename column note to remark",
  ].join(";--> statement-breakpoint\n"),
});

/** "folder:migration", parted by commas: candidates of public histories that pass, which are no part of this project. */
const others = (process.env.HOLDFAST_HISTORIES ?? "").split(",").filter((one) => one !== "");
if (others.length === 0)
  console.warn("HOLDFAST_HISTORIES names no history: mutants of public migrations are not tried.");

let server: Server;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

/** Errors and warnings of the run about the data: not how a way back goes, what a rule read, or a column nobody could fill. */
function isNoticed({ found }: Judged): boolean {
  return found.some((line) => /^(error|warning) (?!downgrade\/|lint\/|coverage\/column)/.test(line));
}

function missed({ judged }: Bred): readonly string[] {
  return judged.filter((one) => one.leaves === "old values changed" && !isNoticed(one)).map(({ mistake }) => mistake);
}

describe("one mistake away from a candidate that loses nothing", () => {
  test("what changes old values is noticed, and what leaves the same is not", async () => {
    const bred = await withFiles(history, (folder) =>
      breed(folder, "0001_rebuild", server, (mutants) => some(mutants, 4)),
    );
    expect(bred.verdict).toBe("safe");
    expect(bred.judged.length).toBeGreaterThan(0);
    expect(missed(bred)).toEqual([]);
    expect(bred.judged.filter((one) => one.leaves === "the same" && isNoticed(one))).toEqual([]);
  });

  test.for(others)("%s", { timeout: 3_600_000 }, async (given) => {
    const [folder = "", candidate = ""] = given.split(":");
    const bred = await breed(folder, candidate, server, (mutants) => mutants);
    const counted = ["the same", "old values changed", "something new otherwise", "nothing: it fails"].map(
      (leaves) => `${bred.judged.filter((one) => one.leaves === leaves).length} ${leaves}`,
    );
    console.info(`${candidate} ${bred.verdict}: ${counted.join(", ")}; missed: ${missed(bred).join(", ") || "none"}`);
    expect(missed(bred)).toEqual([]);
  });
});
