import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testServer } from "../../../database/test-server.fixture.ts";
import type { Server } from "../../../model/database.ts";
import { baseline } from "../baseline/baseline.ts";
import { onDeployed, people, said, saysOf, table, three } from "./status.fixture.ts";
import { status } from "./status.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

describe("each claim of a ledger", () => {
  const deployed = {
    "0000_people": people,
    "0001_words": "alter table people add word text;",
    "0002_gone": "create table gone (id int);",
    "0003_lines": "alter table people\n  add line text;",
    "0004_rows": "insert into people (id) values (1);",
    "0005_lost": "alter table people add lost text;",
    "0006_half": "alter table people add one text, add two text;",
    "0008_again": "alter table people alter word type varchar(9);",
  };
  const now = {
    "0000_people": people,
    "0001_words": "alter table people add word text; -- edited",
    "0003_lines": "alter table people\r\n  add line text;",
    "0004_rows": deployed["0004_rows"],
    "0005_lost": deployed["0005_lost"],
    "0006_half": deployed["0006_half"],
    "0007_late": "create table late (id int);",
    "0008_again": deployed["0008_again"],
    "0009_made": "create table made (id int);",
    "0010_rows": "update people set name = 'x';",
    "0011_begun": "create table begun (id int); alter table people add begun int;",
    "0012_next": "create table next (id int);",
  };

  test("is told apart, with what the schema shows of it and what comes next", () =>
    onDeployed(server, deployed, now, async (site) => {
      await site.query(
        "alter table people drop lost, drop two; create table made (id int); create table begun (id int)",
      );
      const report = await status(site.options);
      expect(report.verdict).toBe("untrue");
      expect(table(report)).toEqual([
        "0000_people, applied, in-effect, ",
        "0001_words, edited, in-effect, ",
        "0003_lines, edited, in-effect, ",
        "0004_rows, applied, unseen, ",
        "0005_lost, applied, no-effect, ",
        "0006_half, applied, part, ",
        "0007_late, out-of-order, no-effect, skipped",
        "0008_again, applied, in-effect, ",
        "0009_made, pending, in-effect, runs",
        "0010_rows, pending, unseen, runs",
        "0011_begun, failed, part, runs",
        "0012_next, pending, no-effect, runs",
        "row 3, missing, , ",
      ]);
      expect(said(report)).toEqual([
        "error ledger/edited 0001_words",
        "error ledger/skipped 0007_late",
        expect.stringMatching(/^error ledger\/missing row 3 \(hash [0-9a-f]{10}…, 2026-01-03\)$/),
        "error ledger/recorded-without-effect 0005_lost",
        "error ledger/partly-in-effect 0006_half",
        "error ledger/in-effect-unrecorded 0009_made",
        "error ledger/partly-in-effect 0011_begun",
        "warning ledger/edited 0003_lines",
        "note ledger/upgrade-1.0 drizzle.__drizzle_migrations",
      ]);
      expect(saysOf(report, "ledger/recorded-without-effect")).toContain("column public.people.lost");
      expect(saysOf(report, "ledger/partly-in-effect")).toMatch(
        /There: column public\.people\.one\. Not there: column public\.people\.two\./,
      );
      expect(saysOf(report, "ledger/missing")).toContain("-- drizzle`");
      expect(await site.migrate()).toBe('42P07: relation "made" already exists');
    }));

  test("that lacks a row of what is there gets it by what the remedy says", () =>
    onDeployed(server, three, three, async (site) => {
      await site.query("delete from drizzle.__drizzle_migrations where id = 2");
      const report = await status(site.options);
      expect(table(report)[1]).toBe("0001_age, out-of-order, in-effect, skipped");
      expect(said(report)[0]).toBe("error ledger/in-effect-unrecorded 0001_age");
      expect(saysOf(report, "ledger/in-effect-unrecorded")).toMatch(
        /→ Prove it and record it: `holdfast baseline drizzle --url … --to 0002_towns`\.$/,
      );
      expect(await baseline({ ...site.options, to: "0002_towns", confirm: site.database.name })).toMatchObject({
        verdict: "recorded",
      });
      expect(await status(site.options)).toMatchObject({ verdict: "applied", findings: [] });
    }));

  test("later than every file is of a newer release", () =>
    onDeployed(server, three, { "0000_people": three["0000_people"], "0001_age": three["0001_age"] }, async (site) => {
      const report = await status(site.options);
      expect(table(report)[2]).toBe("row 3, future, , ");
      expect(said(report)).toEqual([
        expect.stringMatching(/^warning ledger\/future row 3 /),
        "note ledger/upgrade-1.0 drizzle.__drizzle_migrations",
      ]);
      expect(report).toMatchObject({ verdict: "behind", next: { runs: [] } });
    }));

  test("under another time is a remark", () =>
    onDeployed(server, three, three, async (site) => {
      await site.query("update drizzle.__drizzle_migrations set created_at = created_at + 5 where id = 2");
      const report = await status(site.options);
      expect(said(report)).toEqual(["note ledger/remark 0001_age"]);
      expect(report.verdict).toBe("applied");
      expect(saysOf(report, "ledger/remark")).toContain("recorded under another time");
    }));

  test("without a time makes everything run again, as it then does", () =>
    onDeployed(server, three, three, async (site) => {
      await site.query("update drizzle.__drizzle_migrations set created_at = null where id = 2");
      const report = await status(site.options);
      expect(table(report)[0]).toBe("0000_people, applied, in-effect, reruns");
      expect(said(report).filter((line) => line.startsWith("error"))).toEqual([
        "error ledger/rerun drizzle.__drizzle_migrations",
        "error ledger/null-time drizzle.__drizzle_migrations",
      ]);
      expect(await site.migrate()).toBe('42P07: relation "people" already exists');
    }));

  test("twice, or at a time to come, is an error", () =>
    onDeployed(server, three, three, async (site) => {
      await site.query(`insert into drizzle.__drizzle_migrations (hash, created_at)
        select hash, created_at from drizzle.__drizzle_migrations where id = 1`);
      await site.query(`update drizzle.__drizzle_migrations set created_at = 4102444800000 where id = 3`);
      const report = await status(site.options);
      expect(said(report)).toEqual([
        "error ledger/duplicate-row 0000_people",
        "error ledger/time-in-future drizzle.__drizzle_migrations",
        "note ledger/remark 0000_people",
        "note ledger/remark 0002_towns",
      ]);
      expect(saysOf(report, "ledger/duplicate-row")).toContain("1, 4");
    }));

  test("whose schema was changed by hand since is true, with a warning", () =>
    onDeployed(
      server,
      { ...three, "0003_type": "alter table people alter age type bigint;" },
      { ...three, "0003_type": "alter table people alter age type bigint;" },
      async (site) => {
        await site.query("alter table people alter age type numeric");
        const report = await status(site.options);
        expect(table(report)[3]).toBe("0003_type, applied, unknown, ");
        expect(said(report)).toEqual(["warning ledger/schema-drifted drizzle.__drizzle_migrations"]);
        expect(report).toMatchObject({ verdict: "applied", nearest: { differences: 1 } });
      },
    ));
});

describe("a ledger without rows beside tables", () => {
  test("is one error, and the way out is the state that the schema is in", () =>
    onDeployed(
      server,
      three,
      { ...three, "0003_rows": "update towns set id = 1;", "0004_next": "create table next ();" },
      async (site) => {
        await site.query("truncate drizzle.__drizzle_migrations");
        const report = await status(site.options);
        expect(said(report)).toEqual(["error ledger/empty-on-populated drizzle.__drizzle_migrations"]);
        const says = saysOf(report, "ledger/empty-on-populated");
        expect(says).toContain("The ledger is empty, and the database has 2 tables");
        expect(says).toMatch(
          /is exactly what 0003_rows leaves\. → Prove it and record it: `holdfast baseline drizzle --url … --to 0002_towns`\.$/,
        );
        expect(await baseline({ ...site.options, to: "0002_towns", confirm: site.database.name })).toMatchObject({
          verdict: "recorded",
        });
        expect(await status(site.options)).toMatchObject({
          verdict: "behind",
          findings: [],
          next: { runs: ["0003_rows", "0004_next"] },
        });
        expect(await site.migrate()).toBe("ok");
      },
    ));

  test("that is not there, on a schema that has drifted, asks for the differences first", () =>
    onDeployed(server, three, three, async (site) => {
      await site.query("drop schema drizzle cascade; alter table people drop name");
      const report = await status(site.options);
      const says = saysOf(report, "ledger/empty-on-populated");
      expect(says).toContain("The ledger does not exist");
      expect(says).toMatch(/→ `holdfast drift drizzle --url … --to 0002_towns` lists .* Then prove it/);
    }));

  test("is a warning where nothing was replayed", () =>
    onDeployed(server, three, three, async (site) => {
      await site.query("truncate drizzle.__drizzle_migrations");
      const report = await status({ ...site.options, replay: false });
      expect(said(report)).toEqual(["warning ledger/empty-on-populated drizzle.__drizzle_migrations"]);
      expect(report.verdict).toBe("unproven");
    }));
});
