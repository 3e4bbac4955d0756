import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import type { Report } from "../model/report.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { verify } from "./verify.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const base = `create table people (id serial primary key, email text, age bigint, team int not null,
  code text check (length(code) <= 20));
create table orders (id serial primary key, note text);`;

async function verified(...candidate: readonly string[]): Promise<Report> {
  const later = candidate.map((sql, place) => [`000${place + 1}_candidate`, sql]);
  return withFiles(sound({ "0000_base": base, ...Object.fromEntries(later) }), async (folder) => {
    const verification = await verify({
      folder,
      cwd: folder,
      server,
      rows: 40,
      candidate: { candidate: "0001_candidate" },
    });
    await verification.close();
    return verification.report;
  });
}

/** "error survival/column-lost public.people.email at 1 confirmed by lint/drop-column", of what is about statements. */
function told({ findings }: Report): readonly string[] {
  return findings
    .filter(({ code }) => /^(lint|survival|protection|candidate)\//.test(code))
    .map(({ severity, code, object, at, proof, rules = [] }) =>
      [
        severity,
        code,
        object,
        "at",
        at?.line,
        proof ?? "unsettled",
        ...(rules.length === 0 ? [] : ["by", ...rules]),
      ].join(" "),
    );
}

function lines(...statements: readonly string[]): string {
  return statements.join("\n--> statement-breakpoint\n");
}

test("what was read and what running showed is one list, over two migrations", async () => {
  const report = await verified(
    lines(
      "alter table people drop column email;",
      "alter table people alter column code type varchar(20);",
      "create index on people (team);",
    ),
    lines(
      "update people set team = 0 where team > 0;",
      "do $$ declare t text; begin for t in select 'orders' loop execute format('update %I set note = 1', t); end loop; end $$;",
    ),
  );
  expect(report).toMatchObject({
    verdict: "unsafe",
    lint: { statements: 5, unread: [{ file: "0002_candidate.sql", line: 3 }], suppressed: 0 },
  });
  expect(told(report)).toEqual([
    "error survival/column-lost public.people.email at 1 confirmed by lint/drop-column",
    "error survival/values-altered public.orders.note at 3 only-ran",
    "error survival/values-altered public.people.team at 1 only-ran",
    "warning lint/lock-for-index public.people at 5 unsettled",
    "note lint/narrow-type public.people.code at 3 refuted",
    "note lint/unread 0002_candidate at 3 unsettled",
  ]);
});

test("of a candidate that fails, only what came before is refuted, and nothing that rows would have to show", async () => {
  const report = await verified(
    lines(
      "alter table people alter column team set not null;",
      "alter table people drop column email;",
      "alter table people alter column age type int;",
      "alter table people alter column code set not null;",
    ),
  );
  expect(told(report)).toEqual([
    "error candidate/failed public.people.age at 5 confirmed by lint/narrow-type",
    "warning lint/drop-column public.people.email at 3 unsettled",
    "warning lint/set-not-null public.people.code at 7 unsettled",
    "note lint/set-not-null public.people.team at 1 refuted",
  ]);
});
