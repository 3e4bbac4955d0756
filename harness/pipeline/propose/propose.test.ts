import { readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import type { Report } from "../../model/report.ts";
import { sound, withFiles } from "../../tools/drizzle/sample.fixture.ts";
import { type VerifyOptions, verify } from "../verify.ts";

let server: Server;
const said: string[] = [];

beforeAll(async () => {
  server = await testServer();
});

async function run(cwd: string, options: Partial<VerifyOptions> = {}): Promise<Report> {
  said.length = 0;
  const say = (line: string) => void said.push(line);
  const given = { folder: "drizzle", cwd, rows: 40, coverage: "warn", server, say } as const;
  const verification = await verify({ ...given, ...options });
  await verification.close();
  return verification.report;
}

function project(base: string, ...candidates: readonly (readonly string[])[]): Readonly<Record<string, string>> {
  const migrations = candidates.map((statements, place) => {
    return [`000${place + 1}_candidate`, statements.join(";--> statement-breakpoint\n")] as const;
  });
  const files = Object.entries(sound({ "0000_base": base, ...Object.fromEntries(migrations) }));
  return Object.fromEntries(files.map(([name, text]) => [`drizzle/${name}`, text]));
}

interface Entry {
  readonly [key: string]: unknown;
}

interface Written {
  readonly reason?: string;
  readonly expect?: Readonly<Record<string, Entry>>;
  readonly approve?: readonly Entry[];
}

async function proposal(cwd: string, name = "0001_candidate"): Promise<Written> {
  return JSON.parse(await readFile(join(cwd, "holdfast", `${name}.json`), "utf8"));
}

/** What a person would do. */
async function complete(cwd: string, name = "0001_candidate"): Promise<void> {
  const { reason, approve, ...rest } = await proposal(cwd, name);
  const signed = { reason: "meant", owner: "@team" };
  const document = {
    ...rest,
    ...(reason === undefined ? {} : signed),
    ...(approve === undefined ? {} : { approve: approve.map((one) => ({ ...one, ...signed, expires: "2099-12-31" })) }),
  };
  await writeFile(join(cwd, "holdfast", `${name}.json`), JSON.stringify(document));
}

function errors({ findings }: Report): readonly string[] {
  return findings.filter(({ severity }) => severity === "error").map(({ code, object }) => `${code} ${object}`);
}

const people = "create table people (id integer primary key, name text not null, email text, age integer)";

interface Case {
  readonly title: string;
  readonly base: string;
  readonly candidate: readonly string[];
  readonly expects?: Readonly<Record<string, unknown>>;
  /** "code object" */
  readonly approves?: readonly string[];
}

const cases: readonly Case[] = [
  {
    title: "what statements make of values",
    base: `${people};
      create table chained (id integer primary key, note text);
      create table apart (id integer primary key, status text check (status in ('new', 'old', 'done')));
      create table cut (id integer primary key, code text);
      create table hidden (id integer primary key, word text);
      create table bags (word text, size integer)`,
    candidate: [
      "update people p set age = 18, name = upper(p.name) where p.age < 18",
      "update chained set note = lower(note)",
      "update chained set note = note || '.' || length(note)",
      "update apart set status = 'done' where status = 'old'",
      "alter table cut alter code type varchar(3) using left(code, 3)",
      "do $$ begin execute 'update hidden set ' || 'word = upper(word)'; end $$",
      "update bags set size = size + 1",
      "alter table people add mail text",
      "update people set mail = lower(email)",
      "alter table people drop email",
    ],
    expects: {
      "public.people.age": { becomes: "CASE WHEN age < 18 THEN 18 ELSE age END" },
      "public.people.name": { becomes: "CASE WHEN age < 18 THEN upper(name) ELSE name END" },
      "public.chained.note": { becomes: "(lower(note) || '.') || length(lower(note))" },
      "public.apart.status": { becomes: "CASE WHEN status = 'old' THEN 'done' ELSE status END" },
      "public.cut.code": { becomes: "left(code, 3)" },
      "public.hidden.word": { becomes: "upper(word)" },
      "public.bags.size": { becomes: "size + 1" },
      "public.people.email": { movedTo: "public.people.mail", becomes: "lower(email)" },
    },
  },
  {
    title: "what statements make of rows, and values that leave their table",
    base: `create table teams (id integer primary key, title text not null, lead text);
      create table members (id integer primary key, team_id integer not null references teams on delete cascade, nick text);
      create table rebuilt (id integer primary key, name text not null, age integer);
      create table emptied (id integer primary key);
      create table merged (code integer primary key, label text not null);
      create table outdated (id integer primary key, note text)`,
    candidate: [
      "create table leads (team_id integer primary key references teams on delete cascade, name text)",
      "insert into leads (team_id, name) select t.id, t.lead from teams t",
      "alter table teams drop lead",
      "delete from members m where m.nick is null",
      "create table kept (id integer primary key, name text not null, age integer)",
      "insert into kept select * from rebuilt where age is not null",
      "drop table rebuilt",
      "alter table kept rename to rebuilt",
      "truncate emptied",
      "create table labels (id integer primary key, word text)",
      "insert into labels (id, word) select code, upper(label) from merged",
      "drop table merged",
      "drop table outdated",
    ],
    expects: {
      "public.teams.lead": { movedTo: "public.leads.name", key: { team_id: "id" } },
      "public.members": { deleted: "nick IS NULL" },
      "public.rebuilt": { deleted: "age IS NOT NULL IS NOT TRUE" },
      "public.emptied": { deleted: "true" },
      "public.merged.code": { movedTo: "public.labels.id", key: { id: "code" } },
      "public.merged.label": { movedTo: "public.labels.word", key: { id: "code" }, becomes: "upper(label)" },
    },
    approves: ["survival/table-lost public.outdated"],
  },
  {
    title: "rows that go with others, another key, and what only a person can accept",
    base: `${people}; alter table people enable row level security; create policy own on people using (true);
      create table teams (id integer primary key, title text not null);
      create table members (id integer primary key, team_id integer not null references teams on delete cascade);
      create table fans (id integer primary key, team_id integer references teams on delete set null, full_name text);
      create table numbered (id integer primary key, name text not null)`,
    candidate: [
      "delete from teams where id % 3 = 0",
      "alter table fans add first text, add last text",
      "update fans set first = split_part(full_name, ' ', 1), last = split_part(full_name, ' ', 2)",
      "alter table fans drop full_name",
      "update numbered set id = -id, name = upper(name)",
      "alter table people drop email",
      "update people set name = lower(name)",
      "alter table people disable row level security",
    ],
    expects: {
      "public.teams": { deleted: "(id % 3) = 0" },
      "public.members": { deleted: "(team_id) in (select id from public.teams where (id % 3) = 0)" },
      "public.fans.team_id": {
        becomes: "case when (team_id) in (select id from public.teams where (id % 3) = 0) then null else team_id end",
      },
      "public.numbered": { rekeyed: { id: "- id" } },
      "public.numbered.name": { becomes: "upper(name)" },
      "public.people.name": { becomes: "lower(name)" },
    },
    approves: [
      "survival/column-lost public.fans.full_name",
      "survival/column-lost public.people.email",
      "protection/row-security-lost public.people",
    ],
  },
];

test.for(cases)("proposes $title", async ({ base, candidate, expects, approves }) => {
  await withFiles(project(base, candidate), async (cwd) => {
    await run(cwd, { writeDeclaration: true });
    const written = await proposal(cwd);
    expect(written.expect).toEqual(expects);
    expect(written.approve?.map(({ code, object }) => `${code} ${object}`).toSorted()).toEqual(approves?.toSorted());

    await expect(run(cwd)).rejects.toMatchObject({
      kind: "input",
      code: "input/declaration-unreadable",
      message: expect.stringMatching(/reason is to be a text that is not empty/),
    });
    await complete(cwd);
    expect(errors(await run(cwd))).toEqual([]);
  });
});

test("each migration of the candidate gets what its own statements did", async () => {
  const files = project(
    people,
    ["update people set email = lower(email)"],
    ["select 1"],
    ["alter table people drop age"],
  );
  await withFiles(files, async (cwd) => {
    const candidate = { candidate: "0001_candidate.." };
    await run(cwd, { candidate, writeDeclaration: true });
    expect((await readdir(join(cwd, "holdfast"))).toSorted()).toEqual(["0001_candidate.json", "0003_candidate.json"]);
    expect((await proposal(cwd)).expect).toEqual({ "public.people.email": { becomes: "lower(email)" } });
    expect((await proposal(cwd, "0003_candidate")).approve).toMatchObject([{ object: "public.people.age" }]);
    for (const name of ["0001_candidate", "0003_candidate"]) await complete(cwd, name);
    expect(errors(await run(cwd, { candidate }))).toEqual([]);
  });
});

test("nothing is written where nothing was lost, and it says so; the report is as without it", async () => {
  await withFiles(project(people, ["alter table people add note text"]), async (cwd) => {
    const plain = await run(cwd);
    const report = await run(cwd, { writeDeclaration: true });
    expect({ ...report, milliseconds: null }).toEqual({ ...plain, milliseconds: null });
    await expect(readdir(join(cwd, "holdfast"))).rejects.toMatchObject({ code: "ENOENT" });
    expect(said.at(-1)).toBe("no declaration written: nothing that a declaration is for was lost or changed");
  });
});

test("nothing is written of a candidate that failed, and it says so", async () => {
  await withFiles(project(people, ["alter table people alter email set not null"]), async (cwd) => {
    await run(cwd, { writeDeclaration: true });
    expect(said.at(-1)).toMatch(/^no declaration written: the candidate failed/);
  });
});

test("a file that is there is refused before anything runs", async () => {
  const files = { ...project(people, ["select 1"]), "holdfast/0001_candidate.json": "{}" };
  await withFiles(files, async (cwd) => {
    await writeFile(
      join(cwd, "holdfast/0001_candidate.json"),
      JSON.stringify({ migration: "0001_candidate", sha256: "x", expect: { "public.people": { deleted: "true" } } }),
    );
    const refused = {
      kind: "input",
      code: "input/declaration-exists",
      message: "holdfast/0001_candidate.json is there already.",
    };
    await expect(run(cwd, { writeDeclaration: true })).rejects.toMatchObject(refused);
    expect(said).toEqual([]);
    await rm(join(cwd, "holdfast/0001_candidate.json"));
    await symlink("nowhere.json", join(cwd, "holdfast/0001_candidate.json"));
    await expect(run(cwd, { writeDeclaration: true })).rejects.toMatchObject(refused);
    expect(said).toEqual([]);
  });
});
