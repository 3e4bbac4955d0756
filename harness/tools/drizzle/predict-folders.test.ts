import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import {
  type Case,
  drop,
  expectForetold,
  type Files,
  folders,
  holds,
  insert,
  journal,
  look,
  type Orm,
  stamped,
  text,
  three,
} from "./predict.fixture.ts";

let server: Server;
let owner: string;

beforeAll(async () => {
  server = await testServer();
  owner = await server.createOwner();
});
afterAll(() => server?.stop());

const [a, b, c] = ["19700101000001_a", "19700101000002_b", "19700101000003_c"] as const;
const applied = [`${a} applied #1`, `${b} applied #2`, `${c} applied #3`];

describe("drizzle-orm 1.0 runs what it is foretold to", () => {
  test.for<Case>([
    ["an empty database", [], stamped, { runs: [a, b, c], claims: [a, b, c].map((id) => `${id} pending`) }],
    ["once more", [stamped], stamped, { claims: applied }],
    [
      "one that is older than what is recorded",
      [folders([a], [c])],
      stamped,
      { runs: [b], claims: [`${a} applied #1`, `${b} out-of-order (${c} is recorded)`, `${c} applied #2`] },
    ],
    [
      "an applied file was edited",
      [stamped],
      folders([a], [b, " -- edited"], [c]),
      { claims: [`${a} applied #1`, `${b} edited #2`, `${c} applied #3`] },
    ],
    [
      "a folder was renamed",
      [folders([a], [b])],
      folders([a], ["19700101000002_x"]),
      { runs: ["19700101000002_x"], claims: [`${a} applied #1`, "19700101000002_x pending", "- missing #2"] },
    ],
    [
      "an older folder on a newer database",
      [stamped],
      folders([a], [b]),
      { claims: [`${a} applied #1`, `${b} applied #2`, "- future #3"] },
    ],
    [
      "one in the middle is gone",
      [stamped],
      folders([a], [c]),
      { claims: [`${a} applied #1`, `${c} applied #3`, "- missing #2"] },
    ],
    [
      "a row is gone",
      [stamped, drop("id = 2")],
      stamped,
      { runs: [b], claims: [`${a} applied #1`, `${b} out-of-order (${c} is recorded)`, `${c} applied #3`] },
    ],
    [
      "a ledger of 0.x",
      [three],
      { ...stamped, ...folders(["19700101000004_d"]) },
      { runs: ["19700101000004_d"], claims: [...applied, "19700101000004_d pending"] },
    ],
    [
      "a ledger of 0.x without rows",
      [three, drop("true")],
      stamped,
      { runs: [a, b, c], claims: [a, b, c].map((id) => `${id} pending`) },
    ],
    [
      "a ledger of 0.x with a hole",
      [three, drop("id = 2")],
      stamped,
      { runs: [b], claims: [`${a} applied #1`, `${b} out-of-order (${c} is recorded)`, `${c} applied #3`] },
    ],
    [
      "a ledger of 0.x with a row of no folder",
      [three],
      folders([a], [b]),
      {
        refuses: "match no migration of the folder (3)",
        claims: [`${a} applied #1`, `${b} applied #2`, "- future #3"],
      },
    ],
    [
      "a ledger of 0.x, and an edited file, which it takes for applied",
      [three],
      folders([a], [b, " -- edited"], [c]),
      { claims: [`${a} applied #1`, `${b} edited #2`, `${c} applied #3`] },
    ],
    [
      "a ledger of 0.x with parts of a second, a row without a time and one twice",
      [
        three,
        "update drizzle.__drizzle_migrations set created_at = case id when 1 then 1999 when 2 then null else 3000 end",
        "insert into drizzle.__drizzle_migrations (hash, created_at) select hash, 3999 from drizzle.__drizzle_migrations where id = 3",
      ],
      stamped,
      { claims: [`${a} applied #1`, `${b} applied #2`, `${c} applied #3 #4 (recorded 2 times)`] },
    ],
    [
      "two of one second, told apart by their hashes",
      [journal(["0000_a", 1000], ["0001_b", 1001])],
      {
        "19700101000001_b/migration.sql": text("0001_b"),
        "19700101000001_a/migration.sql": text("0000_a"),
        "19700101000001_c/migration.sql": text("0002_c"),
      },
      {
        runs: ["19700101000001_c"],
        claims: ["19700101000001_a applied #1", "19700101000001_b applied #2", "19700101000001_c pending"],
      },
    ],
    [
      "a row by hand after the conversion",
      [three, stamped, insert("x", "9000")],
      stamped,
      { claims: [...applied, "- future #4"] },
    ],
    [
      "a migration that 0.x ran after the conversion",
      [three, stamped, journal(["0000_a", 1000], ["0001_b", 2000], ["0002_c", 3000], ["0003_d", 4000])],
      { ...stamped, ...folders(["19700101000004_d"]) },
      {
        runs: ["19700101000004_d"],
        rerun: ["19700101000004_d"],
        claims: [
          ...applied,
          "19700101000004_d applied #4 (recorded without a name: drizzle-orm 1.0 does not know the row)",
        ],
      },
    ],
  ])("%s", (given) => holds({ server, owner }, given));
});

describe("refuses the folder of the other major version", () => {
  test.for<readonly [what: string, files: Files, orm: Orm, refuses: string]>([
    ["a journal by 1.0", three, "drizzle-orm-1", "it does not run a folder with meta/_journal.json"],
    ["folders by 0.x", stamped, "drizzle-orm", "it finds no meta/_journal.json"],
  ])("%s", async ([, files, orm, refuses]) => {
    const told = await look({ server, owner }, [], files, orm);
    expect(told.prediction).toMatchObject({ runs: [], skipped: [], rerun: [], refuses });
    expectForetold(told);
  });
});
