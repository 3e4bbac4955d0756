import { afterAll, beforeAll, describe, test } from "vitest";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import { type Case, drop, folders, holds, insert, journal, text, three } from "./predict.fixture.ts";

let server: Server;
let owner: string;

beforeAll(async () => {
  server = await testServer();
  owner = await server.createOwner();
});
afterAll(() => server?.stop());

describe("drizzle-orm 0.x runs what it is foretold to", () => {
  test.for<Case>([
    [
      "A: an empty database",
      [],
      three,
      { runs: ["0000_a", "0001_b", "0002_c"], claims: ["0000_a pending", "0001_b pending", "0002_c pending"] },
    ],
    ["A: once more", [three], three, { claims: ["0000_a applied #1", "0001_b applied #2", "0002_c applied #3"] }],
    [
      "C: a file without an entry",
      [three],
      { ...three, "0003_d.sql": text("0003_d") },
      { claims: ["0000_a applied #1", "0001_b applied #2", "0002_c applied #3"] },
    ],
    [
      "D: times that fall, on an empty database",
      [],
      journal(["0000_a", 3000], ["0001_b", 2000]),
      { runs: ["0000_a", "0001_b"], claims: ["0000_a pending", "0001_b pending"] },
    ],
    [
      "D': the same, on one that stands at the higher",
      [journal(["0000_a", 3000])],
      journal(["0000_a", 3000], ["0001_b", 2000]),
      {
        skipped: ["0001_b"],
        claims: ["0000_a applied #1", "0001_b out-of-order (its `when` (2000) is not later than that of row 1 (3000))"],
      },
    ],
    [
      "D2: an equal time",
      [journal(["0000_a", 3000])],
      journal(["0000_a", 3000], ["0001_b", 3000]),
      {
        skipped: ["0001_b"],
        claims: ["0000_a applied #1", "0001_b out-of-order (its `when` (3000) is not later than that of row 1 (3000))"],
      },
    ],
    [
      "E3: one tag twice",
      [journal(["0000_a", 1000])],
      journal(["0000_a", 1000], ["0000_a", 2000]),
      { runs: ["0000_a"], rerun: ["0000_a"], claims: ["0000_a applied #1", "0000_a pending"] },
    ],
    [
      "F: an applied file was edited",
      [three],
      journal(["0000_a", 1000], ["0001_b", 2000, " -- edited"], ["0002_c", 3000]),
      { claims: ["0000_a applied #1", "0001_b edited #2", "0002_c applied #3"] },
    ],
    [
      "G: only its line ends were",
      [{ ...three, "0001_b.sql": `${text("0001_b")}\n-- x\n` }],
      { ...three, "0001_b.sql": `${text("0001_b")}\r\n-- x\r\n` },
      { claims: ["0000_a applied #1", "0001_b edited #2 (only its line ends differ)", "0002_c applied #3"] },
    ],
    [
      "F2: a time was raised",
      [three],
      journal(["0000_a", 1000], ["0001_b", 3500], ["0002_c", 3000]),
      {
        runs: ["0001_b"],
        rerun: ["0001_b"],
        claims: [
          "0000_a applied #1",
          "0001_b applied #2 (recorded under another time (2000, not 3500))",
          "0002_c applied #3",
        ],
      },
    ],
    [
      "F2 and then: it has run twice",
      [three, journal(["0000_a", 1000], ["0001_b", 3500], ["0002_c", 3000])],
      journal(["0000_a", 1000], ["0001_b", 3500], ["0002_c", 3000]),
      {
        claims: [
          "0000_a applied #1",
          "0001_b applied #2 #4 (recorded 2 times; recorded under another time (2000, not 3500))",
          "0002_c applied #3",
        ],
      },
    ],
    [
      "two times were swapped",
      [three],
      journal(["0000_a", 2000], ["0001_b", 1000], ["0002_c", 3000]),
      {
        claims: [
          "0000_a applied #1 (recorded under another time (1000, not 2000))",
          "0001_b applied #2 (recorded under another time (2000, not 1000))",
          "0002_c applied #3",
        ],
      },
    ],
    [
      "K: an older folder on a newer database",
      [three],
      journal(["0000_a", 1000], ["0001_b", 2000]),
      { claims: ["0000_a applied #1", "0001_b applied #2", "- future #3"] },
    ],
    [
      "K2: a branch that is behind another one",
      [journal(["0000_a", 1000], ["0001_b", 2000])],
      journal(["0000_a", 1000], ["0001_other", 1500], ["0002_c", 3000]),
      {
        runs: ["0002_c"],
        skipped: ["0001_other"],
        claims: [
          "0000_a applied #1",
          "0001_other out-of-order (its `when` (1500) is not later than that of row 2 (2000))",
          "0002_c pending",
          "- missing #2",
        ],
      },
    ],
    [
      "L: the history was begun anew",
      [three],
      journal(["0000_new", 4000]),
      { runs: ["0000_new"], claims: ["0000_new pending", "- missing #1", "- missing #2", "- missing #3"] },
    ],
    [
      "M: the ledger is gone",
      [three, "drop table drizzle.__drizzle_migrations"],
      three,
      { runs: ["0000_a", "0001_b", "0002_c"], claims: ["0000_a pending", "0001_b pending", "0002_c pending"] },
    ],
    [
      "M4: a row without a time",
      [three, "update drizzle.__drizzle_migrations set created_at = null where id = 2"],
      three,
      {
        runs: ["0000_a", "0001_b", "0002_c"],
        rerun: ["0000_a", "0001_b", "0002_c"],
        claims: ["0000_a applied #1", "0001_b applied #2 (recorded without a time)", "0002_c applied #3"],
      },
    ],
    [
      "M5: a row of today, by hand",
      [journal(["0000_a", 1000]), insert("x", "extract(epoch from date '2026-01-01') * 1000")],
      three,
      {
        skipped: ["0001_b", "0002_c"],
        claims: [
          "0000_a applied #1",
          "0001_b out-of-order (its `when` (2000) is not later than that of row 2 (1767225600000))",
          "0002_c out-of-order (its `when` (3000) is not later than that of row 2 (1767225600000))",
          "- future #2",
        ],
      },
    ],
    [
      "M6: a row in the middle is gone",
      [three, drop("id = 2")],
      three,
      {
        skipped: ["0001_b"],
        claims: [
          "0000_a applied #1",
          "0001_b out-of-order (its `when` (2000) is not later than that of row 3 (3000))",
          "0002_c applied #3",
        ],
      },
    ],
    [
      "M6: and the last one as well",
      [three, drop("id > 1")],
      three,
      { runs: ["0001_b", "0002_c"], claims: ["0000_a applied #1", "0001_b pending", "0002_c pending"] },
    ],
    [
      "R2: two ran at once, twice",
      [
        three,
        three,
        "insert into drizzle.__drizzle_migrations (hash, created_at) select hash, created_at from drizzle.__drizzle_migrations where id = 3",
      ],
      three,
      { claims: ["0000_a applied #1", "0001_b applied #2", "0002_c applied #3 #4 (recorded 2 times)"] },
    ],
    [
      "files that are alike",
      [{ ...three, "0001_b.sql": text("x"), "0002_c.sql": text("x") }],
      { ...three, "0001_b.sql": text("y"), "0002_c.sql": text("x") },
      { claims: ["0000_a applied #1", "0001_b edited #2", "0002_c applied #3"] },
    ],
    [
      "a ledger that 1.0 has widened",
      [three, folders(["19700101000001_a"], ["19700101000002_b"], ["19700101000003_c"])],
      journal(["0000_a", 1000], ["0001_b", 2000], ["0002_c", 3000], ["0003_d", 4000]),
      {
        runs: ["0003_d"],
        claims: ["0000_a applied #1", "0001_b applied #2", "0002_c applied #3", "0003_d pending"],
      },
    ],
  ])("%s", (given) => holds({ server, owner }, given));
});
