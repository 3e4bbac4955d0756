import { readFile, writeFile } from "node:fs/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startTestServer } from "../../harness/database/test-server.fixture.ts";
import { type Report, type Verification, verify } from "../../harness/index.ts";
import { project } from "../project.fixture.ts";
import { announce } from "../provider.fixture.ts";

// A migration that changes much, and means all of it. What is written beside it is held against every row: said rightly,
// nothing is lost; said wrongly, a row shows it.
const migrations = new URL("./migrations", import.meta.url);
const declarations = new URL("./holdfast", import.meta.url);
const file = "holdfast/0001_tidy_up.json";
const right = JSON.parse(await readFile(new URL("0001_tidy_up.json", `${declarations}/`), "utf8"));

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

interface Ran {
  readonly report: Report;
  readonly before: pg.Client;
  readonly after: pg.Client;
}

/** Verifies the migration with another file beside it; null for none. */
async function verified(declared: object | null): Promise<Ran> {
  const { path, root } = await project({
    drizzle: migrations,
    ...(declared === null ? {} : { holdfast: declarations }),
  });
  if (declared !== null) await writeFile(path(file), JSON.stringify({ ...right, ...declared }));
  const verification = await verify({ folder: path("drizzle"), cwd: root, server, rows: 40 });
  onTestFinished(verification.close);
  const { report, before, after } = verification;
  return { report, before: await open(before), after: await open(after) };
}

async function open(database: Verification["before"]): Promise<pg.Client> {
  if (database === null) return expect.fail("the base did not replay");
  const client = new pg.Client(database.settings("superuser"));
  onTestFinished(() => client.end());
  await client.connect();
  return client;
}

/** The codes and objects of all errors. */
function errors({ findings }: Report): readonly string[] {
  return findings.filter(({ severity }) => severity === "error").map(({ code, object }) => `${code} ${object}`);
}

const losses = [
  "survival/column-lost public.projects.lead",
  "survival/conversion-unproven public.invoices.amount",
  "survival/rows-lost public.regions",
  "survival/rows-lost public.sessions",
  "survival/values-altered public.accounts.email",
  "survival/values-altered public.accounts.region_id",
];

test("what is declared rightly is no loss, and what became of each column is said", async () => {
  const { report } = await verified({});
  announce(report);
  expect(errors(report)).toEqual([]);
  expect(report.verdict).toBe("safe");
  const columns = report.survival.flatMap(({ table, columns }) =>
    columns
      .filter(({ outcome }) => outcome !== "kept")
      .map(({ column, outcome, now }) => `${table}.${column} ${outcome}: ${now}`),
  );
  expect(columns).toEqual([
    "public.accounts.email becomes: email",
    "public.accounts.region_id becomes: region_id",
    "public.invoices.amount becomes: amount",
    "public.projects.lead moved: public.project_leads.name",
    "public.regions.id becomes: id",
  ]);
});

test("without a declaration all of it is a loss", async () => {
  const { report } = await verified(null);
  expect(errors(report)).toEqual(losses);
  expect(report.verdict).toBe("unsafe");
});

/** A declaration that says something else of one object, and the row that shows it. */
interface Wrong {
  readonly title: string;
  readonly object: string;
  readonly says: object;
  readonly code: string;
  /** SQL that reads the row named as $1: what it was to be, as it was before, and what it is now; both as text. */
  readonly row?: { readonly key: string; readonly expected: string; readonly found: string };
  /** What is said where no row is. */
  readonly words?: RegExp;
}

const email = { key: "id", found: "select email from accounts where id = $1" };
const session = {
  key: "id",
  found: "select case when count(*) = 0 then 'gone' else 'kept' end from sessions where id = $1",
};
const chosen = (predicate: string) =>
  `select case when ${predicate} then 'gone' else 'kept' end from sessions where id = $1`;
const lead = (table: string, column: string, by: string) => ({
  key: "id",
  expected: "select lead from projects where id = $1",
  found: `select coalesce(min(${column}), 'no row') from ${table} where ${by}`,
});

const wrong: readonly (readonly Wrong[])[] = [
  [
    {
      title: "another expression",
      object: "public.accounts.email",
      says: { becomes: "upper(email)" },
      code: "declaration/not-met",
      row: { ...email, expected: "select upper(email) from accounts where id = $1" },
    },
    {
      title: "rows of one instant too many",
      object: "public.sessions",
      says: { deleted: "expires_at <= '2026-01-01'" },
      code: "declaration/not-met",
      row: { ...session, expected: chosen("expires_at <= '2026-01-01'") },
    },
    {
      title: "another key to find the rows by",
      object: "public.projects.lead",
      says: { movedTo: "public.project_leads.name", key: { project_id: "id + 1" } },
      code: "declaration/not-met",
      row: lead("project_leads", "name", "project_id = $1::int + 1"),
    },
    {
      title: "a number that is off by one",
      object: "public.regions",
      says: { rekeyed: { id: "id + 1000001" } },
      code: "declaration/not-met",
      row: {
        key: "id",
        expected: "select (id + 1000001)::text from regions where id = $1",
        found: "select min(id)::text from regions where id = $1::int + 1000001",
      },
    },
    {
      title: "an amount that is rounded",
      object: "public.invoices.amount",
      says: { becomes: "round(replace(amount, ',', '.')::numeric, 1)" },
      code: "declaration/not-met",
      row: {
        key: "number",
        expected:
          "select trim_scale(round(replace(amount, ',', '.')::numeric, 1))::text from invoices where number = $1",
        found: "select trim_scale(amount)::text from invoices where number = $1",
      },
    },
  ],
  [
    {
      title: "a blank more or less",
      object: "public.accounts.email",
      says: { becomes: "btrim(lower(email))" },
      code: "declaration/not-met",
      row: { ...email, expected: "select btrim(lower(email)) from accounts where id = $1" },
    },
    {
      title: "another predicate",
      object: "public.sessions",
      says: { deleted: "agent is null" },
      code: "declaration/not-met",
      row: { ...session, expected: chosen("agent is null") },
    },
    {
      title: "another table",
      object: "public.projects.lead",
      says: { movedTo: "public.accounts.email", key: { id: "account_id" } },
      code: "declaration/not-met",
      row: {
        ...lead("accounts", "email", ""),
        found: "select email from accounts where id = (select account_id from projects where id = $1)",
      },
    },
    {
      title: "what did not happen",
      object: "public.projects.deputy",
      says: { becomes: "upper(deputy)" },
      code: "declaration/without-effect",
      row: {
        key: "id",
        expected: "select upper(deputy) from projects where id = $1",
        found: "select deputy from projects where id = $1",
      },
    },
  ],
  [
    {
      title: "another case of letters",
      object: "public.accounts.email",
      says: { becomes: "email" },
      code: "declaration/not-met",
      row: { ...email, expected: "select email from accounts where id = $1" },
    },
    {
      title: "a predicate that is too wide",
      object: "public.sessions",
      says: { deleted: "expires_at < '2027-01-01'" },
      code: "declaration/not-met",
      row: { ...session, expected: chosen("expires_at < '2027-01-01'") },
    },
    {
      title: "another column",
      object: "public.projects.deputy",
      says: { movedTo: "public.project_leads.name", key: { project_id: "id" } },
      code: "declaration/not-met",
      row: {
        ...lead("project_leads", "name", "project_id = $1"),
        expected: "select deputy from projects where id = $1",
      },
    },
    {
      title: "an expression that does not run on the rows",
      object: "public.invoices.amount",
      says: { becomes: "amount" },
      code: "declaration/impossible",
      words: /invalid input syntax for type numeric/,
    },
  ],
  [
    {
      title: "an expression of a column that is not there",
      object: "public.accounts.email",
      says: { becomes: "lower(e_mail)" },
      code: "declaration/impossible",
      words: /column "e_mail" does not exist/,
    },
    {
      title: "a predicate that is too narrow",
      object: "public.sessions",
      says: { deleted: "expires_at < '2025-01-01'" },
      code: "declaration/not-met",
      row: { ...session, expected: chosen("expires_at < '2025-01-01'") },
    },
  ],
];

test.for(wrong)("wrong declarations are not believed, and name the row that shows it (%#)", async (cases) => {
  const said = Object.fromEntries(cases.map(({ object, says }) => [object, says]));
  const { report, before, after } = await verified({ expect: { ...right.expect, ...said } });
  expect(report.verdict).toBe("unsafe");
  for (const { title, object, code, row, words } of cases) {
    const found = report.findings.find((finding) => finding.code === code && finding.object === object);
    if (found === undefined) return expect.fail(`${title}: ${errors(report).join("; ")}`);
    if (words !== undefined) expect(found.message, title).toMatch(words);
    if (row === undefined) continue;
    const [, key] = new RegExp(`\\(${row.key} ([^:]*): expected`).exec(found.message) ?? [];
    const [expected, is] = [await textOf(before, row.expected, key), await textOf(after, row.found, key)];
    expect(expected, title).not.toBe(is);
    expect(found.message, title).toContain(`(${row.key} ${key}: expected ${expected}, found ${is})`);
    if (losses.some((loss) => loss.endsWith(` ${object}`)))
      expect(found.at?.file, title).toBe("drizzle/0001_tidy_up.sql");
  }
  // What is declared wrongly, or no more, is a loss as before; the rest is as declared.
  const objects = cases.map(({ object }) => object);
  const losing = losses.filter((loss) => objects.some((object) => loss.endsWith(` ${object}`)));
  expect(errors(report).filter((error) => error.startsWith("survival/"))).toEqual(losing);
});

/** A value of one row as findings show it: in quotes, cut, NULL by its name. */
async function textOf(client: pg.Client, sql: string, key: string | undefined): Promise<string> {
  const { rows } = await client.query<(string | null)[]>({ text: sql, values: [key], rowMode: "array" });
  const value = rows[0]?.[0] ?? null;
  if (value === null || value === "gone" || value === "kept") return value ?? "NULL";
  return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
}

test("an approval that has expired approves of nothing", async () => {
  const { "public.projects.lead": moved, ...others } = right.expect;
  const approval = { object: "public.projects.lead", reason: "unused", owner: "@accounts", expires: "2025-12-31" };
  const { report } = await verified({ expect: others, approve: [approval] });
  expect(moved).toBeDefined();
  expect(errors(report)).toEqual([
    "declaration/expired public.projects.lead",
    "survival/column-lost public.projects.lead",
  ]);
});

test("a declaration of another version of the migration says nothing of this one", async () => {
  const { report } = await verified({ sha256: "0".repeat(64) });
  expect(errors(report)).toEqual(["declaration/checksum 0001_tidy_up", ...losses]);
});
