import { expect, test } from "vitest";
import type { History } from "../../model/history.ts";
import type { LedgerRead } from "../../model/ledger.ts";
import { claims } from "./claims.ts";

test("a row of a schema file is known by its name, since its number is no version", () => {
  const migration = { file: "a.py", path: "/a.py", sql: "", sha256: "", when: 1 };
  const history: History = {
    tool: "alembic",
    layout: "revisions",
    folder: "/",
    label: "db",
    migrations: [
      { ...migration, id: "a", parents: [] },
      { ...migration, id: "b", parents: ["a"] },
      { ...migration, id: "c", parents: ["b"] },
    ],
    findings: [],
  };
  const ledger: LedgerRead = {
    location: { schema: "public", table: "alembic_version" },
    columns: ["version_num"],
    rows: [{ id: "1", sha256: null, when: null, name: "b" }],
  };
  expect(claims(history, ledger).map((claim) => claim.state)).toEqual(["applied", "applied", "pending"]);
});
